import { expect, test } from '../fixtures/desk-test.ts';

test('a document opens by its address, and a reload shows it again', async ({ page, desk, api }) => {
  const [entry] = (await api.list('journal-entry', { status: 'submitted', limit: '1' })).items;
  const path = `/finance/journal-entries/${entry?.id}`;
  await desk.open(path);
  await expect(desk.form().status('Submitted')).toBeVisible();
  await page.reload();
  await expect(desk.form().status('Submitted')).toBeVisible();
  await expect(page).toHaveTitle(`${entry?.id} · Journal entries · Finance · Business M Desk`);
});

test('search, filters and order of a list live in its address', async ({ page, desk }) => {
  await desk.openScreen('/finance/journal-entries', 'Journal entries');
  const grid = desk.grid('Journal entries');
  await page.getByRole('searchbox', { name: 'Search Journal entries' }).fill('Salaries');
  await expect(page).toHaveURL(/\?q=Salaries$/);
  await expect(grid.row('Salaries of')).not.toHaveCount(0);
  await expect(grid.row('Rent of')).toHaveCount(0);

  await grid.sortBy('Date');
  await expect(page).toHaveURL(/sort=posting_date/);
  await desk.button('Filters').click();
  await page.getByLabel('Status', { exact: true }).selectOption('Submitted');
  await expect(page).toHaveURL(/status=submitted/);
  await expect(grid.row('Salaries of')).not.toHaveCount(0);
  const shown = await grid.rows.allInnerTexts();

  await test.step('a reload shows the same', async () => {
    await page.reload();
    await expect(grid.row('Salaries of')).toHaveCount(shown.length);
    expect(await grid.rows.allInnerTexts()).toEqual(shown);
    await expect(page.getByRole('searchbox')).toHaveValue('Salaries');
  });

  await test.step('from a document the back button returns to it', async () => {
    await grid.open('Salaries of');
    await expect(desk.form().status('Submitted')).toBeVisible();
    await page.goBack();
    await expect(grid.row('Salaries of')).toHaveCount(shown.length);
    await expect(page).toHaveURL(/q=Salaries.*sort=posting_date.*status=submitted/);
  });

  await test.step('what nothing matches says so and leads out', async () => {
    await page.getByRole('searchbox').fill('no such words');
    await expect(desk.main.getByText('Nothing matches')).toBeVisible();
    await desk.button('Show all').click();
    await expect(grid.row('Rent of')).not.toHaveCount(0);
    await expect(page).toHaveURL(/\/journal-entries$/);
  });
});

test('an address with a query nobody understands leads back to the plain list', async ({ page, desk, consoleGuard }) => {
  consoleGuard.expect(/status of 400/);
  await desk.open('/finance/customers?no_such_field=1');
  await desk.button('Show all').click();
  await expect(desk.grid('Customers').row('Alpine Cycles')).toBeVisible();
  await expect(page).toHaveURL(/\/customers$/);
});

test('what does not exist says so', async ({ desk, consoleGuard }) => {
  consoleGuard.expect(/status of 404/);
  await desk.open('/finance/customers/CUST-99999');
  await expect(desk.main.getByRole('alert')).toContainText('Not found');
  await desk.open('/no/such/place');
  await expect(desk.title('There is no such page')).toBeVisible();
});

test('a link opens in a tab of its own', async ({ page, context, desk }) => {
  await desk.openScreen('/finance/customers', 'Customers');
  const opened = context.waitForEvent('page');
  await desk
    .section('Finance')
    .getByRole('link', { name: 'Trial balance' })
    .click({ modifiers: ['ControlOrMeta'] });
  const tab = await opened;
  await expect(tab.getByRole('heading', { level: 1, name: 'Trial balance' })).toBeVisible();
  await expect(page).toHaveURL(/\/customers$/);
});
