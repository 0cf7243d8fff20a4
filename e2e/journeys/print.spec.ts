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

test('long words and large amounts leave every column on the sheet, and days and numbers of vouchers on one line', async ({
  page,
  desk,
  api,
}) => {
  const name = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.padEnd(120, 'skasse');
  await api.create('account', { account_number: '5999', account_name: name, root_type: 'expense', parent_account: '5000' });
  const [debit, credit] = ['9999999999999.99', '9999999999999.99'];
  await api.post('journal-entry', {
    posting_date: '2026-01-02',
    remark: 'WithoutAnyBlank'.repeat(20),
    lines: [
      { account: '5999', debit },
      { account: '1120', credit },
    ],
  });
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: sheets['Letter landscape'], height: 700 });
  for (const path of ['/finance/trial-balance', '/finance/general-ledger?account=5999', '/finance/general-ledger?account=5000']) {
    await desk.open(`${path}${path.includes('?') ? '&' : '?'}from=2026-01-01&to=2026-01-31`);
    await expect(
      page
        .getByRole('row')
        .filter({ hasText: /9,999,999,999,999.99/ })
        .first(),
    ).toBeVisible();
    const grid = page.locator('.desk-grid');
    await expect.poll(() => grid.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth), path).toBeLessThanOrEqual(0);
    for (const text of [/02 Jan 2026/, /^JE-\d+$/]) {
      const cells = grid.getByRole('cell').filter({ hasText: text });
      for (const cell of await cells.all()) {
        const lines = await cell.evaluate((td) => {
          const range = document.createRange();
          range.selectNodeContents(td);
          return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
        });
        expect(lines, `${path}: ${text}`).toBe(1);
      }
    }
    for (const cell of await grid.getByText(name).all()) await expect(cell, 'whole on paper').toHaveCSS('white-space', 'normal');
  }
});
