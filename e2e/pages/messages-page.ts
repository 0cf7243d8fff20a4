import { expect, type Locator, type Page } from '@playwright/test';

/** What a domain sent to the others: `/wms/messages`. */
export class MessagesPage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async choose(state: 'All' | 'Refused' | 'Given up' | 'Waiting' | 'Sent' | 'Delivered'): Promise<void> {
    await this.page.getByRole('tab', { name: new RegExp(`^${state}`) }).click();
  }

  /** The messages about a document, newest first. */
  about(id: string): Locator {
    return this.page.getByRole('list', { name: 'Messages' }).getByRole('listitem').filter({ hasText: id });
  }

  async retry(id: string): Promise<void> {
    await this.page.getByRole('button', { name: `Retry ${id}` }).click();
    await expect(this.about(id).getByRole('status')).toHaveText('On its way again.');
  }
}
