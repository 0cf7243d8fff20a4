import { expect, type Locator, type Page } from '@playwright/test';

/** The form of any document. */
export class DocumentForm {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  field(label: string): Locator {
    // A required field's label ends with a star that only the eye is meant to see.
    return this.page.getByRole('main').getByLabel(new RegExp(`^${label}\\*?$`));
  }

  /** A cell of the child table, by its column and its row from 1. */
  cell(column: string, row: number): Locator {
    return this.field(`${column}, row ${row}`);
  }

  /** A row of the child table, from 1. */
  row(row: number): Locator {
    return this.page.getByRole('row').filter({ has: this.page.getByRole('button', { name: `Delete row ${row}`, exact: true }) });
  }

  async pick(input: Locator, text: string): Promise<void> {
    await input.fill(text);
    await this.page.getByRole('option', { name: text }).first().click();
  }

  get save(): Locator {
    return this.page.getByRole('button', { name: 'Save', exact: true });
  }

  get submit(): Locator {
    return this.page.getByRole('button', { name: 'Submit', exact: true });
  }

  /** The number that the server gave, once it has: it stands in the address. */
  async id(): Promise<string> {
    await expect(this.page).toHaveURL(/\/[A-Z]+-\d+$/);
    return new URL(this.page.url()).pathname.split('/').at(-1) ?? '';
  }

  status(status: 'Draft' | 'Submitted' | 'Cancelled'): Locator {
    return this.page.getByRole('main').getByText(status, { exact: true });
  }

  /** What stands against a field. */
  async expectError(input: Locator, message: string | RegExp): Promise<void> {
    await expect(input).toHaveAttribute('aria-invalid', 'true');
    await expect(input).toHaveAccessibleDescription(message);
  }

  async cancel(what: string): Promise<void> {
    await this.page.getByRole('button', { name: 'More actions' }).click();
    await this.page.getByRole('menuitem', { name: `Cancel ${what}` }).click();
    await this.page
      .getByRole('dialog')
      .getByRole('button', { name: `Cancel ${what}` })
      .click();
    await expect(this.status('Cancelled')).toBeVisible();
  }
}
