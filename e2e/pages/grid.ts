import { expect, type Locator } from '@playwright/test';

/** A table, read by its column headers and opened by its rows. */
export class Grid {
  readonly table: Locator;
  constructor(table: Locator) {
    this.table = table;
  }

  /** The row in which all of these texts stand. */
  row(...texts: (string | RegExp)[]): Locator {
    return texts.reduce<Locator>((rows, text) => rows.filter({ hasText: text }), this.table.getByRole('row'));
  }

  /** Rows of data, without the header and the totals. */
  get rows(): Locator {
    return this.table.locator('tbody').getByRole('row');
  }

  /** The cell of a row under a column's header. */
  async cell(row: Locator, header: string): Promise<Locator> {
    const headers = await this.table.getByRole('columnheader').allInnerTexts();
    const index = headers.findIndex((text) => text.trim().toLowerCase() === header.toLowerCase());
    expect(index, `${header} is one of ${headers.join(', ')}`).toBeGreaterThanOrEqual(0);
    return row.getByRole('cell').nth(index);
  }

  /** A figure as a number of cents, empty as zero: for differences between two looks at a report. */
  async cents(row: Locator, header: string): Promise<number> {
    const text = await (await this.cell(row, header)).innerText();
    return Math.round(Number(text.replace(/[^\d.-]/g, '') || '0') * 100);
  }

  async sortBy(header: string): Promise<void> {
    await this.table.getByRole('columnheader', { name: header }).getByRole('button').click();
  }

  async open(...texts: (string | RegExp)[]): Promise<void> {
    await this.row(...texts)
      .first()
      .getByRole('link')
      .first()
      .click();
  }
}
