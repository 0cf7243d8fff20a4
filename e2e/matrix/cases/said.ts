import type { Locator } from '@playwright/test';
import type { Desk } from '../../pages/desk.ts';

/** What a screen says of its state. */
export const said = (desk: Desk): Locator => desk.main.getByRole('status');
