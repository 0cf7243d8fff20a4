import { expect, test } from '../fixtures/desk-test.ts';

/** Between their margins of 12 mm, at 96 px an inch. */
const sheets = { 'A4 portrait': 702, 'A4 landscape': 1031, 'Letter landscape': 965 };

test('a report on paper has every column, its period and its totals once, and no controls, in either theme', async ({ page, desk }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  for (const [path, columns, period] of [
    ['/finance/trial-balance', 7, /^01 Jan \d{4} to .* · Printed /],
    ['/finance/general-ledger?account=1120', 6, /^01 Jan \d{4} to .* · Printed /],
    ['/wms/stock-balance?warehouse=MAIN', 7, /^Warehouse MAIN · Printed /],
    ['/wms/stock-ledger', 10, /^01 Jan \d{4} to .* · Printed /],
  ] as const) {
    await page.emulateMedia({ media: 'screen' });
    await desk.open(path);
    await expect(page.getByRole('row').nth(5)).toBeVisible();
    await page.emulateMedia({ media: 'print' });
    for (const [sheet, width] of Object.entries(sheets)) {
      await page.setViewportSize({ width, height: 700 });
      const grid = page.locator('.desk-grid');
      await expect(grid.getByRole('columnheader'), sheet).toHaveCount(columns);
      expect(await grid.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth), `${path} on ${sheet}`).toBeLessThanOrEqual(
        0,
      );
    }
    await expect(page.locator('p.desk-print')).toHaveText(period);
    await expect(page.getByRole('group', { name: 'Filters' })).toBeHidden();
    await expect(page.getByRole('navigation')).toHaveCount(0);
    expect(await page.locator('tfoot').evaluateAll((feet) => feet.map((foot) => getComputedStyle(foot).display))).not.toContain(
      'table-footer-group',
    );
    expect(await page.locator('h1').evaluate((title) => getComputedStyle(title).color)).toBe('rgb(20, 21, 26)');
  }
});
