import { expect, type Page, test } from '../fixtures/desk-test.ts';
import { type LoggedRequest, logNetwork, longestChain } from './network-log.ts';

const LATENCY_MS = 100;
const JAVASCRIPT_BYTES = 197_000;
/** Of a form, which loads a shared package more, and in the warehouse what was sent to the ledger. */
const FORM_JAVASCRIPT_BYTES = 216_000;
/** Of a report, which is loaded with what prints and narrows it. */
const REPORT_JAVASCRIPT_BYTES = 199_000;
const FORMS = /business-m-documents-form-[\w-]+\.js$/;
/** Compressed, a file this small grows. */
const WORTH_COMPRESSING_BYTES = 256;
/** Chromium warns of a preload that nothing used this long after the page has loaded. */
const UNUSED_PRELOAD_MS = 3_500;

const screens = [
  { path: '/finance', shows: (page: Page) => page.getByRole('table', { name: 'Latest journal entries' }).getByRole('row').nth(8) },
  {
    path: '/finance/journal-entries',
    shows: (page: Page) =>
      page
        .getByRole('row')
        .filter({ hasText: /JE-\d+/ })
        .first(),
  },
  {
    path: '/finance/trial-balance',
    shows: (page: Page) => page.getByRole('row').filter({ hasText: 'Total' }),
    most: REPORT_JAVASCRIPT_BYTES,
  },
  {
    path: '/finance/journal-entries/new',
    shows: (page: Page) => page.getByLabel('Account, row 1'),
    isForm: true,
    most: FORM_JAVASCRIPT_BYTES,
  },
  { path: '/wms/stock-balance', shows: (page: Page) => page.getByRole('row').filter({ hasText: 'Total' }), most: REPORT_JAVASCRIPT_BYTES },
  { path: '/wms/stock-entries/new', shows: (page: Page) => page.getByLabel('Item, row 1'), isForm: true, most: FORM_JAVASCRIPT_BYTES },
];

const scriptsOf = (requests: LoggedRequest[]) =>
  requests.filter(({ type, url }) => type === 'Script' || new URL(url).pathname.endsWith('.js'));
const words = (requests: LoggedRequest[]) => requests.map(({ url }) => new URL(url).pathname + new URL(url).search);

for (const { path, shows, isForm = false, most = JAVASCRIPT_BYTES } of screens) {
  test(`${path} is there, cold, after two round trips`, async ({ page }) => {
    const log = await logNetwork(page, { latencyMs: LATENCY_MS });
    await page.goto(path);
    await expect(shows(page)).toBeVisible();
    await page.waitForLoadState('networkidle');
    const requests = log.requests();

    expect(words(longestChain(requests)), 'one after the other').toHaveLength(2);
    expect(
      words(requests).filter((url, index, all) => all.indexOf(url) !== index),
      'fetched twice',
    ).toEqual([]);

    const scripts = scriptsOf(requests);
    expect(
      scripts.filter(({ encoding, bodyBytes }) => encoding !== 'br' && bodyBytes >= WORTH_COMPRESSING_BYTES).map(({ url }) => url),
      'scripts that are not brotli',
    ).toEqual([]);
    expect(
      scripts.filter(({ url }) => FORMS.test(url)),
      'the code of forms',
    ).toHaveLength(isForm ? 1 : 0);
    const total = scripts.reduce((sum, { bodyBytes }) => sum + bodyBytes, 0);
    test.info().annotations.push({ type: 'JavaScript', description: `${total} bytes in ${scripts.length} files` });
    expect(total, 'bytes of brotli JavaScript').toBeLessThanOrEqual(most);
    // Less than React alone would mean that the counting is broken.
    expect(total).toBeGreaterThan(50_000);
  });
}

test('what is preloaded is used, and the browser has nothing to complain of', async ({ page, consoleGuard }) => {
  await page.coverage.startJSCoverage({ resetOnNavigation: false });
  await page.goto('/finance/journal-entries');
  await expect(
    page
      .getByRole('row')
      .filter({ hasText: /JE-\d+/ })
      .first(),
  ).toBeVisible();
  const preloaded = await page
    .locator('link[rel=modulepreload]')
    .evaluateAll((links) => links.map((link) => (link as HTMLLinkElement).href));
  expect(preloaded.length).toBeGreaterThan(5);
  await page.waitForFunction((quietMs) => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    return navigation && navigation.loadEventEnd > 0 && performance.now() - navigation.loadEventEnd > quietMs;
  }, UNUSED_PRELOAD_MS);
  const ran = (await page.coverage.stopJSCoverage()).filter(({ functions }) =>
    functions.some(({ ranges }) => ranges.some(({ count }) => count > 0)),
  );
  expect(
    preloaded.filter((url) => !ran.some((script) => script.url === url)),
    'preloaded modules that never ran',
  ).toEqual([]);
  expect(consoleGuard.unexpected()).toEqual([]);

  // An open desk must not need a file that the next release of the shell takes away.
  const fetched = () => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  await expect.poll(fetched, 'the code of forms, fetched once the first screen is there').toContainEqual(expect.stringMatching(FORMS));
});

test('without its preloads the same page takes more round trips: the count can fail', async ({ page, context }) => {
  // Chromium does not know where an answer made up by a test came from, and would not let that page reach this machine's CDN.
  await context.grantPermissions(['local-network-access']);
  await page.route('**/finance/journal-entries', async (route) => {
    const answer = await route.fetch();
    const html = await answer.text();
    await route.fulfill({ response: answer, body: html.replaceAll(/<link rel="?(modulepreload|preload)"?[^>]*>/g, '') });
  });
  const log = await logNetwork(page, { latencyMs: LATENCY_MS });
  await page.goto('/finance/journal-entries');
  await expect(
    page
      .getByRole('row')
      .filter({ hasText: /JE-\d+/ })
      .first(),
  ).toBeVisible();
  expect(await page.locator('link[rel=modulepreload]').count()).toBe(0);
  expect(longestChain(log.requests()).length).toBeGreaterThan(3);
});
