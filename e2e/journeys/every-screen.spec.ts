import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import { expect, type Page, test } from '../fixtures/desk-test.ts';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// Its groups are as long as other files.
test.describe.configure({ mode: 'parallel' });

/** Address and title of each screen; `:id` takes the newest document of the DocType named beside it. */
const screens: { path: string; title: RegExp; doctype?: string }[] = [
  { path: '/', title: /^Welcome/ },
  { path: '/finance', title: /^Finance$/ },
  { path: '/finance/accounts', title: /^Chart of accounts$/ },
  { path: '/finance/accounts/new', title: /^New account$/ },
  { path: '/finance/accounts/1120', title: /^Bank, current account$/ },
  { path: '/finance/journal-entries', title: /^Journal entries$/ },
  { path: '/finance/journal-entries/new', title: /^New journal entry$/ },
  { path: '/finance/journal-entries/:id', title: /./, doctype: 'journal-entry' },
  { path: '/finance/trial-balance', title: /^Trial balance$/ },
  { path: '/finance/general-ledger', title: /^General ledger$/ },
  { path: '/finance/general-ledger?account=1120', title: /^General ledger$/ },
  { path: '/finance/customers', title: /^Customers$/ },
  { path: '/finance/customers/:id', title: /./, doctype: 'customer' },
  { path: '/finance/suppliers', title: /^Suppliers$/ },
  { path: '/wms', title: /^Warehouse$/ },
  { path: '/wms/items', title: /^Items$/ },
  { path: '/wms/items/BRK-PAD-01', title: /^Brake pads, resin$/ },
  { path: '/wms/warehouses', title: /^Warehouses$/ },
  { path: '/wms/uoms', title: /^Units of measure$/i },
  { path: '/wms/stock-entries', title: /^Stock entries$/ },
  { path: '/wms/stock-entries/new', title: /^New stock entry$/ },
  { path: '/wms/stock-entries/:id', title: /./, doctype: 'stock-entry' },
  { path: '/wms/stock-balance', title: /^Stock balance$/ },
  { path: '/wms/stock-ledger', title: /^Stock ledger$/ },
  { path: '/wms/messages', title: /^Ledger messages$/ },
  { path: '/platform', title: /^Remotes$/ },
  { path: '/platform/remotes/finance', title: /^Finance$/ },
  { path: '/platform/proposals', title: /^Proposals$/ },
  { path: '/platform/promote', title: /^Promote$/ },
  { path: '/platform/history', title: /^History$/ },
];

/** Every second screen is looked at in the dark, too, and in the full matrix all of them: other colours of the same parts. */
const WHOLE = process.env.DESK_TEST_WHOLE === '1';

/** Screens that one page goes through, so that code and styles are read once: those of a remote. */
const groups = Map.groupBy(screens, ({ path }) => path.split('/')[1] || 'home');

for (const [group, members] of groups) {
  test(`every screen of ${group} is accessible in both themes and fits a phone`, async ({ page, desk, api }) => {
    for (const [index, { path, title, doctype }] of members.entries()) {
      const id = doctype ? (await api.list(doctype, { limit: '1' })).items[0]?.id : undefined;
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.emulateMedia({ colorScheme: 'light' });
      const address = id ? path.replace(':id', id) : path;
      // Within the page, so that shell, remote and axe are read once; opening a screen by its address is what other specs do.
      if (path === members[0]?.path) await desk.open(address);
      else await page.evaluate((to) => history.pushState(null, '', to), address);
      await expect(desk.title(title)).toBeVisible();
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0);

      await expectNoViolations(page, path, 'light');
      if (WHOLE || index % 2 === 0) {
        await page.emulateMedia({ colorScheme: 'dark' });
        await expect(page.locator('body')).toHaveClass('t_dark');
        await expectNoViolations(page, path, 'dark');
      }

      await page.setViewportSize({ width: 390, height: 844 });
      await expect(page.getByRole('button', { name: 'Open navigation' })).toBeVisible();
      await expectFitsWidth(page, path);
    }
  });
}

test('signing in is accessible in both themes and fits a phone', async ({ page, desk, context }) => {
  await context.clearCookies();
  await desk.open('/');
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expectNoViolations(page, 'signing in', 'light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectNoViolations(page, 'signing in', 'dark');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectFitsWidth(page, 'signing in');
});

test('the theme is chosen, kept over a reload, and follows the system when told to', async ({ page, desk }) => {
  await desk.openScreen('/', 'Welcome, Dana');
  await desk.chooseFromMenu(/^Appearance/, 'Dark');
  await expect(page.locator('body')).toHaveClass('t_dark');
  await page.reload();
  await expect(page.locator('body')).toHaveClass('t_dark');
  await desk.chooseFromMenu(/^Appearance/, 'As the system');
  await expect(page.locator('body')).toHaveClass('t_light');
});

test('at phone width the navigation is a drawer', async ({ page, desk }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await desk.openScreen('/finance/customers', 'Customers');
  await page.getByRole('button', { name: 'Open navigation' }).click();
  const drawer = desk.dialog('Navigation');
  await drawer.getByRole('link', { name: 'Suppliers' }).click();
  await expect(desk.title('Suppliers')).toBeVisible();
  await expect(drawer).toBeHidden();
});

/** In the dark only colours differ: everything else was looked at in the light. Goes on after a violation, so that one run names all of them. */
async function expectNoViolations(page: Page, screen: string, theme: 'light' | 'dark'): Promise<void> {
  // As a script of the page it would be refused by the policy. Run in the page itself: the builder for Playwright opens another one for each answer.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  const { violations, looked } = await page.evaluate(
    async (rules) => {
      // A colour that is still on its way to the other theme is neither. The end of one may begin another, in what inherits from it.
      for (let moving = document.getAnimations(); moving.length > 0; moving = document.getAnimations()) {
        await Promise.allSettled(moving.map(({ finished }) => finished));
      }
      // Preloading is for media and for stylesheets of other origins, which no rule used here asks for; it fetches them all once more.
      const run = await window.axe.run({ preload: false, resultTypes: ['violations'], ...(rules && { runOnly: rules }) });
      const serious = run.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      return {
        violations: serious.map(
          ({ id, help, nodes }) =>
            `${id}: ${help}: ${nodes
              .slice(0, 4)
              .map((node) => node.target.join(' '))
              .join(' | ')}`,
        ),
        looked: run.passes.map(({ id }) => id),
      };
    },
    theme === 'dark' ? ['color-contrast'] : null,
  );
  expect.soft(violations, `serious accessibility violations of ${screen}, ${theme}`).toEqual([]);
  expect(looked, `colours of ${screen} were looked at, ${theme}`).toContain('color-contrast');
}

async function expectFitsWidth(page: Page, screen: string): Promise<void> {
  const wide = await page.evaluate(() => {
    const frames = [document.documentElement, document.body, ...document.querySelectorAll('main')];
    if (frames.every((frame) => frame.scrollWidth <= frame.clientWidth)) return [];
    const beyond = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > innerWidth + 1);
    return [`${frames.map((frame) => frame.scrollWidth)}`, ...beyond.slice(0, 3).map((element) => element.outerHTML.slice(0, 120))];
  });
  expect.soft(wide, `what of ${screen} is wider than a phone`).toEqual([]);
}
