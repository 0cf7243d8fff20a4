import { expect, type Locator, type Page } from '@playwright/test';
import { DocumentForm } from './document-form.ts';
import { Grid } from './grid.ts';

/** What is around every screen, and the ways to get to one. */
export class Desk {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  /** Opens an address as by typing it: a whole new page. */
  async open(path: string): Promise<void> {
    await this.page.goto(path);
  }

  /** Opens a screen and waits for its title. */
  async openScreen(path: string, title: string): Promise<void> {
    await this.open(path);
    await expect(this.title(title)).toBeVisible();
  }

  /** Follows an entry of the navigation. */
  async follow(remote: string, entry: string): Promise<void> {
    await this.section(remote).getByRole('link', { name: entry, exact: true }).click();
  }

  get navigation(): Locator {
    return this.page.getByRole('navigation', { name: 'Main' });
  }

  /** What the navigation has of one remote. */
  section(remote: string): Locator {
    return this.navigation.getByRole('region', { name: remote });
  }

  get main(): Locator {
    return this.page.getByRole('main');
  }

  title(title: string | RegExp): Locator {
    return this.main.getByRole('heading', { level: 1, name: title });
  }

  grid(name: string | RegExp): Grid {
    return new Grid(this.page.getByRole('table', { name }));
  }

  form(): DocumentForm {
    return new DocumentForm(this.page);
  }

  button(name: string): Locator {
    return this.main.getByRole('button', { name, exact: true });
  }

  dialog(name: string | RegExp): Locator {
    return this.page.getByRole('dialog', { name });
  }

  /** A short message in the corner. */
  toast(text: string | RegExp): Locator {
    return this.page.getByText(text);
  }

  async chooseFromMenu(button: string | RegExp, item: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name: button }).click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }
}
