import { expect, type Locator, type Page } from '@playwright/test';

/** What the desk shows in place of a screen that it could not load. */
export class UnavailableScreen {
  readonly alert: Locator;
  readonly retry: Locator;
  constructor(page: Page) {
    this.alert = page.getByRole('alert').filter({ hasText: 'This screen is not available' });
    this.retry = this.alert.getByRole('button', { name: 'Try again' });
  }

  async expectSays(sentence: RegExp): Promise<void> {
    await expect(this.alert).toContainText(sentence);
  }
}
