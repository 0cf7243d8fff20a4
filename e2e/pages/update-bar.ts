import type { Locator, Page } from '@playwright/test';

/** What an open desk says of a new release set. */
export class UpdateBar {
  readonly region: Locator;
  readonly status: Locator;
  readonly update: Locator;
  readonly whatChanged: Locator;
  readonly later: Locator;
  constructor(page: Page) {
    this.region = page.getByRole('region', { name: 'New version' });
    this.status = this.region.getByRole('status');
    this.update = this.region.getByRole('button', { name: 'Update now' });
    this.whatChanged = this.region.getByRole('button', { name: 'What changed' });
    this.later = this.region.getByRole('button', { name: 'Later' });
  }
}
