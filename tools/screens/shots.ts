/// <reference lib="dom" />
import type { Page } from '@playwright/test';
import { pretendRollout } from './pretend-rollout.ts';
import { pretendWaiting } from './stage.ts';

export type Shot = {
  name: string;
  path: string;
  /** Opens the first document of the list at `path`. */
  openFirst?: boolean;
  /** Words without which the picture would not show what it is of. */
  shows?: string;
  /** Changes what the API answers, for what a healthy desk does not show. */
  pretend?: (page: Page) => Promise<void>;
};

/** What `docs/screens/` shows of the desk, each in both themes and both sizes. */
export const shots: readonly Shot[] = [
  { name: 'home', path: '/' },
  { name: 'finance', path: '/finance' },
  { name: 'journal-entries', path: '/finance/journal-entries' },
  { name: 'journal-entry', path: '/finance/journal-entries', openFirst: true },
  { name: 'trial-balance', path: '/finance/trial-balance' },
  { name: 'wms', path: '/wms' },
  { name: 'stock-entry', path: '/wms/stock-entries', openFirst: true },
  { name: 'stock-balance', path: '/wms/stock-balance' },
  { name: 'posting-refused', path: '/wms/stock-entries?posting_status=failed', openFirst: true },
  { name: 'posting-waiting', path: '/wms/stock-entries', openFirst: true, pretend: pretendWaiting, shows: 'has not answered since' },
  { name: 'wms-waiting', path: '/wms', pretend: pretendWaiting, shows: 'for the ledger since' },
  { name: 'messages', path: '/wms/messages?state=refused' },
  { name: 'platform-remotes', path: '/platform', pretend: pretendRollout, shows: 'Canary fails' },
  { name: 'platform-remote', path: '/platform/remotes/finance', pretend: pretendRollout, shows: 'to everybody' },
];

export const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const;
export const themes = ['light', 'dark'] as const;

/** Goes to a shot and waits until nothing more is loading. */
export async function openShot(page: Page, origin: string, shot: Shot): Promise<void> {
  // What the last picture pretended may still be asked for.
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await shot.pretend?.(page);
  await page.goto(origin + shot.path);
  await settle(page);
  if (shot.openFirst) await openFirst(page, origin, shot);
  if (shot.shows) await page.getByText(shot.shows).first().waitFor();
}

async function openFirst(page: Page, origin: string, shot: Shot): Promise<void> {
  const [list] = shot.path.split('?');
  const document = page.getByRole('main').locator(`a[href^="${list}/"]:not([href$="/new"])`).first();
  const href = await document.getAttribute('href');
  await page.goto(origin + href);
  await settle(page);
}

/** Nothing is on the wire, nothing says it is busy, and letters have their shapes. */
export async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
  await page.evaluate(() => document.fonts.ready);
}
