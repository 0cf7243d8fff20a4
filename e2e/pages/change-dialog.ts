import { expect, type Locator, type Page } from '@playwright/test';

/** The dialog in which a person of ops changes an environment: inputs, a reason, what will differ, the deed. */
export class ChangeDialog {
  readonly dialog: Locator;
  /** What would differ, as the gateway says it. */
  readonly differences: Locator;
  readonly reason: Locator;
  readonly share: Locator;
  constructor(page: Page, title: string | RegExp) {
    this.dialog = page.getByRole('dialog', { name: title });
    this.differences = this.dialog.getByRole('list', { name: 'Differences' });
    this.reason = this.dialog.getByLabel(/^Why/);
    this.share = this.dialog.getByLabel(/^Share of users, in %/);
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  /** Gives the reason, and does it once the preview says so. */
  async confirm(label: string, reason: string): Promise<void> {
    await this.reason.fill(reason);
    await this.button(label).click();
    await expect(this.dialog).toBeHidden();
  }
}
