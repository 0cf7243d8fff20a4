import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumFlags, ensureChromium } from '@business-m/stack/programs';
import { chromium } from '@playwright/test';
import { expect, test } from '../fixtures/desk-test.ts';
import { Desk } from '../pages/desk.ts';
import { SignInPage } from '../pages/sign-in-page.ts';

const offer = (desk: Desk) => desk.main.getByText(/^You were typing/);

/** How many texts this browser keeps. What keeps them is fetched with the first letter, so a tab that is closed at once has kept nothing yet. */
const countKept = ({ page }: Desk) =>
  page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    let count = 0;
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name));
      for (const store of database.objectStoreNames) count += await done(database.transaction(store).objectStore(store).count());
      database.close();
    }
    return count;
  });

test.describe('a browser with a profile of its own', () => {
  test.use({ user: null });

  test('what was typed when the browser was killed is offered again', async ({ baseURL }) => {
    const profile = mkdtempSync(join(tmpdir(), 'desk-profile-'));
    const start = async () => {
      const browser = await chromium.launchPersistentContext(profile, {
        executablePath: ensureChromium(),
        args: chromiumFlags,
        baseURL: baseURL ?? '',
        locale: 'en-GB',
      });
      const page = await browser.newPage();
      const desk = new Desk(page);
      await desk.open('/finance/journal-entries/new');
      const signIn = new SignInPage(page);
      // A browser that was killed may have written the session to its profile, or not.
      await expect(signIn.email.or(desk.title('New journal entry'))).toBeVisible();
      if (await signIn.email.isVisible()) await signIn.signIn('accounts@example.com', 'demo');
      await expect(desk.title('New journal entry')).toBeVisible();
      return { browser, page, desk };
    };
    try {
      const before = await start();
      const form = before.desk.form();
      await form.pick(form.cell('Account', 1), '1120');
      await form.cell('Debit', 1).fill('1250.50');
      await form.field('Remark').pressSequentially('Rent for the shop in the old town');
      killBrowser(profile);
      await before.browser.close().catch(() => {});

      const { browser, desk } = await start();
      await expect(offer(desk)).toContainText('You were typing a new journal entry on');
      await expect(desk.form().field('Remark')).toHaveValue('');
      await desk.button('Take it up').click();
      await expect(desk.form().field('Remark')).toHaveValue('Rent for the shop in the old town');
      await expect(desk.form().cell('Debit', 1)).toHaveValue(/1,250\.50/);
      await expect(desk.form().cell('Account', 1)).toHaveValue(/1120/);
      await expect(offer(desk)).toBeHidden();
      await browser.close();
    } finally {
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    }
  });
});

test('two tabs with the same new document keep a text each, and neither is offered while it is being typed', { tag: '@long' }, async ({
  page,
  desk,
  secondDesk,
}) => {
  await desk.openScreen('/finance/customers/new', 'New customer');
  await desk.form().field('Name').fill('First of two');
  const other = await secondDesk();
  await other.openScreen('/finance/customers/new', 'New customer');
  await other.form().field('Name').fill('Second of two');
  await expect(offer(other)).toBeHidden();
  await expect.poll(() => countKept(other)).toBe(2);
  await page.close();
  await other.page.close();

  const third = await secondDesk();
  await third.openScreen('/finance/customers/new', 'New customer');
  await third.button('Take it up').click();
  await expect(third.form().field('Name')).toHaveValue('Second of two');
  await third.button('Drop it').click();
  await expect(offer(third)).toBeHidden();
});

test.describe('signing out', () => {
  test.use({ user: null });

  test('leaves nothing of what was typed', async ({ page, desk }) => {
    const begin = async () => {
      await desk.open('/finance/customers/new');
      await new SignInPage(page).signIn('accounts@example.com', 'demo');
      await expect(desk.title('New customer')).toBeVisible();
    };
    await begin();
    await desk.form().field('Name').fill('Not for others');
    const databases = () => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
    await expect.poll(databases).toContainEqual(expect.stringMatching(/^desk-kept /));
    await desk.chooseFromMenu(/Signed in as/, 'Sign out');
    await desk.dialog('Sign out without saving?').getByRole('button', { name: 'Sign out' }).click();
    await expect(new SignInPage(page).button).toBeVisible();
    expect(await databases()).not.toContainEqual(expect.stringMatching(/^desk-kept /));
    await begin();
    await expect(desk.form().field('Name')).toHaveValue('');
    await expect(offer(desk)).toBeHidden();
  });
});

test('a save that the end of the session interrupted goes on by itself, once', async ({ page, context, desk, api, consoleGuard }) => {
  consoleGuard.expect(/status of 401/);
  await desk.openScreen('/finance/customers/new', 'New customer');
  await desk.form().field('Name').fill('Interrupted & Co');
  await context.clearCookies();
  await desk.form().save.click();
  await expect(desk.dialog('You have been signed out')).toBeVisible();
  await new SignInPage(page).signIn('demo@example.com', 'demo');
  const id = await desk.form().id();
  await expect(desk.toast(`${id} saved`)).toBeVisible();
  await expect(page.getByText('Sign in first.')).toBeHidden();
  expect(await api.get('/api/resource/customer?q=Interrupted')).toMatchObject({ total: 1 });
});

test('without a network the desk says so, and what was asked for comes once it is back', async ({ context, desk, consoleGuard }) => {
  consoleGuard.expect(/ERR_INTERNET_DISCONNECTED|Failed to fetch|unreachable|offline/);
  await desk.openScreen('/wms/items', 'Items');
  await context.setOffline(true);
  await expect(desk.main.getByText('You are offline', { exact: true })).toBeVisible();
  await desk.follow('Platform', 'Remotes');
  await context.setOffline(false);
  await expect(desk.title('Remotes')).toBeVisible();
  await expect(desk.main.getByText('You are offline', { exact: true })).toBeHidden();
});

test('“Recently opened” has the titles of what exists', async ({ desk, api, consoleGuard }) => {
  consoleGuard.expect(/status of 404/);
  const customer = await api.create('customer', { customer_name: 'Here & There' });
  await desk.openScreen(`/finance/customers/${customer.id}`, 'Here & There');
  await desk.open('/finance/customers/CUST-99999');
  await expect(desk.main.getByText('Not found')).toBeVisible();
  await desk.open('/');
  const recent = desk.main.getByRole('region', { name: 'Recently opened' });
  await expect(recent.getByRole('link')).toHaveText([/Here & There · CUST-/]);
  await api.remove(customer, 'customer');
  await desk.open('/');
  await expect(recent).toBeHidden();
});

/** As the system does that runs out of memory. */
function killBrowser(profile: string): void {
  for (const line of execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n')) {
    const pid = Number(/^\s*(\d+)/.exec(line)?.[1]);
    if (!line.includes(`--user-data-dir=${profile}`) || !pid) continue;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Gone with its parent.
    }
  }
}
