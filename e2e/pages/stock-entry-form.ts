import type { Locator } from '@playwright/test';
import type { Desk } from './desk.ts';

export interface Receipt {
  item: string;
  warehouse: string;
  qty: string;
  rate: string;
}

/** A new stock entry, filled as a receipt; saving and submitting is the test's. */
export async function fillReceipt(desk: Desk, { item, warehouse, qty, rate }: Receipt): Promise<void> {
  await desk.openScreen('/wms/stock-entries/new', 'New stock entry');
  const form = desk.form();
  await form.field('Purpose').selectOption('Receipt');
  await form.pick(form.field('To warehouse'), warehouse);
  await form.pick(form.cell('Item', 1), item);
  await form.cell('Quantity', 1).fill(qty);
  await form.cell('Rate', 1).fill(rate);
}

/** How far an entry's value is on the way to the ledger, as its form tells it. */
export class PostingStory {
  readonly posted: Locator;
  readonly notAnswered: Locator;
  readonly failed: Locator;
  readonly retry: Locator;
  constructor({ main }: Desk) {
    this.posted = main.getByText(/^Posted to the ledger/);
    this.notAnswered = main.getByText(/^The ledger has not answered since/);
    this.failed = main.getByRole('alert').filter({ hasText: 'is not in the ledger' });
    this.retry = this.failed.getByRole('button', { name: 'Retry' });
  }
}
