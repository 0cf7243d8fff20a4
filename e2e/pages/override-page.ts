import { expect, type Locator, type Page } from '@playwright/test';

/** Where the link of a dev server leads, and what stays over the desk afterwards. */
export class OverridePage {
  readonly page: Page;
  readonly banner: Locator;
  readonly refusal: Locator;
  constructor(page: Page) {
    this.page = page;
    this.banner = page.getByRole('region', { name: 'Remotes from elsewhere' });
    this.refusal = page.getByRole('alert');
  }

  /** Opens a dev server's link and agrees to it. */
  async allow(link: string): Promise<void> {
    await this.ask(link);
    // The first one waits for what Vite prepares, and for the gateway to compress the shell it has not served before.
    await expect(this.banner).toBeVisible({ timeout: 120_000 });
  }

  /** Opens the link and asks for it, whatever the answer. */
  async ask(link: string): Promise<void> {
    await this.page.goto(link);
    await this.page.getByRole('button', { name: 'Run it here' }).click();
  }

  async reset(title: string): Promise<void> {
    await this.banner.getByRole('button', { name: `Reset ${title}` }).click();
    await expect(this.banner).toHaveCount(0);
  }
}
