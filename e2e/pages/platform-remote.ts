import type { Locator, Page } from '@playwright/test';
import { ChangeDialog } from './change-dialog.ts';
import { Desk } from './desk.ts';

/** The screen for ops that shows one remote of an environment. */
export class PlatformRemote {
  readonly desk: Desk;
  readonly scope: string;
  constructor(page: Page, scope: string) {
    this.desk = new Desk(page);
    this.scope = scope;
  }

  async open(title: string): Promise<void> {
    await this.desk.openScreen(`/platform/remotes/${this.scope}`, title);
  }

  /** A published version, with who gets it. */
  version(version: string): Locator {
    return this.desk.grid('Versions').table.getByRole('row').filter({ hasText: version });
  }

  async release(version: string): Promise<ChangeDialog> {
    await this.version(version).getByRole('button', { name: 'Release' }).click();
    return this.dialog(/^Release /);
  }

  /** One of those behind “More”. */
  async choose(action: string): Promise<void> {
    await this.desk.chooseFromMenu('More', action);
  }

  dialog(title: string | RegExp): ChangeDialog {
    return new ChangeDialog(this.desk.page, title);
  }
}
