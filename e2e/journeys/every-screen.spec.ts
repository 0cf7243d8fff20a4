import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '../fixtures/desk-test.ts';

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

for (const { path, title, doctype } of screens) {
  test(`${path} is accessible in both themes and fits a phone`, async ({ page, desk, api }) => {
    const id = doctype ? (await api.list(doctype, { limit: '1' })).items[0]?.id : undefined;
    await desk.open(id ? path.replace(':id', id) : path);
    await expect(desk.title(title)).toBeVisible();
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0);

    await expectNoViolations(page, 'light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect(page.locator('body')).toHaveClass('t_dark');
    await expectNoViolations(page, 'dark');

    await page.setViewportSize({ width: 390, height: 844 });
    await expect(page.getByRole('button', { name: 'Open navigation' })).toBeVisible();
    await expectFitsWidth(page);
  });
}

test('signing in is accessible in both themes and fits a phone', async ({ page, desk, context }) => {
  await context.clearCookies();
  await desk.open('/');
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expectNoViolations(page, 'light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectNoViolations(page, 'dark');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectFitsWidth(page);
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

/** In the dark only colours differ: everything else was looked at in the light. */
async function expectNoViolations(page: Page, theme: 'light' | 'dark'): Promise<void> {
  // Preloading is for media and for stylesheets of other origins, which no rule used here asks for; it fetches them all once more.
  const axe = new AxeBuilder({ page }).options({ preload: false });
  const { violations, passes } = await (theme === 'dark' ? axe.withRules('color-contrast') : axe).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const said = serious.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes
        .map((node) => node.target.join(' '))
        .slice(0, 4)
        .join(' | ')}`,
  );
  expect(said, `serious accessibility violations, ${theme}`).toEqual([]);
  expect(
    passes.map(({ id }) => id),
    'colours were looked at',
  ).toContain('color-contrast');
}

async function expectFitsWidth(page: Page): Promise<void> {
  const wide = await page.evaluate(() => {
    const frames = [document.documentElement, document.body, ...document.querySelectorAll('main')];
    if (frames.every((frame) => frame.scrollWidth <= frame.clientWidth)) return [];
    const beyond = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > innerWidth + 1);
    return [`${frames.map((frame) => frame.scrollWidth)}`, ...beyond.slice(0, 3).map((element) => element.outerHTML.slice(0, 120))];
  });
  expect(wide, 'what is wider than a phone').toEqual([]);
}
