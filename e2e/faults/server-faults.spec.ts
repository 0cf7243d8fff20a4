import { expect, test } from '../fixtures/desk-test.ts';
import { SignInPage } from '../pages/sign-in-page.ts';

test('while the services are down the desk says so, and goes on when they are back', async ({ desk, stack, consoleGuard }) => {
  consoleGuard.expect(/status of 50[234]/);
  await desk.openScreen('/finance/customers', 'Customers');
  await stack.services.goDark();
  await desk.follow('Finance', 'Trial balance');
  const problem = desk.main.getByRole('alert').filter({ hasText: 'Finance is not available at the moment' });
  await expect(problem).toBeVisible();
  // What was read before is still there.
  await desk.follow('Finance', 'Customers');
  await expect(desk.grid('Customers').row('Alpine Cycles')).toBeVisible();
  await desk.follow('Finance', 'Trial balance');
  await expect(problem).toBeVisible();
  await stack.services.heal();
  // Nobody has to ask for it.
  await expect(desk.grid('Trial balance').row('Total')).toBeVisible({ timeout: 60_000 });
});

test('a form that could not be saved keeps what was typed, and saves when the services are back', async ({ desk, stack, consoleGuard }) => {
  consoleGuard.expect(/status of 50[234]/);
  await desk.openScreen('/finance/customers/new', 'New customer');
  const form = desk.form();
  await form.field('Name').fill('Patience Ltd');
  await stack.services.goDark();
  await form.save.click();
  await expect(desk.main.getByRole('alert')).toBeVisible();
  await expect(form.field('Name')).toHaveValue('Patience Ltd');
  await stack.services.heal();
  await expect(async () => {
    await form.save.click();
    await expect(desk.title('Patience Ltd')).toBeVisible({ timeout: 2_000 });
  }).toPass();
});

test('a session that ends in the middle of work is renewed over the form, which keeps its content', async ({
  page,
  context,
  desk,
  consoleGuard,
}) => {
  consoleGuard.expect(/status of 401/);
  await desk.openScreen('/finance/customers/new', 'New customer');
  const form = desk.form();
  await form.field('Name').fill('Interrupted GmbH');
  await form.field('Phone').fill('+49 1');
  await context.clearCookies();
  await form.save.click();
  const dialog = desk.dialog('You have been signed out');
  await expect(dialog).toContainText('Nothing you typed is lost');
  const signIn = new SignInPage(page);
  await expect(signIn.email).toHaveValue('demo@example.com');
  await signIn.password.fill('demo');
  await signIn.button.click();
  await expect(dialog).toBeHidden();
  // The save that was interrupted goes on by itself.
  await expect(desk.title('Interrupted GmbH')).toBeVisible();
  await expect(form.field('Phone')).toHaveValue('+49 1');
});

test('somebody else who signs in over an ended session gets a desk of their own', async ({ page, context, desk, consoleGuard }) => {
  consoleGuard.expect(/status of 401/);
  await desk.openScreen('/finance/customers', 'Customers');
  await context.clearCookies();
  await desk.follow('Finance', 'Trial balance');
  await expect(desk.dialog('You have been signed out')).toBeVisible();
  await new SignInPage(page).signIn('stock@example.com', 'demo');
  await expect(desk.title(/^Welcome/)).toBeVisible();
  await expect(desk.section('Finance')).toHaveCount(0);
});

test('a server that answers an API call with garbage does not take the screen down', async ({ page, desk, consoleGuard }) => {
  consoleGuard.allow(/./);
  await desk.openScreen('/finance/customers', 'Customers');
  await page.route('**/api/finance/reports/trial-balance*', (route) =>
    route.fulfill({ status: 200, contentType: 'text/html', body: '<p>hello' }),
  );
  await desk.follow('Finance', 'Trial balance');
  await expect(desk.main.getByRole('alert').filter({ hasText: 'This could not be loaded' })).toBeVisible();
  await page.unroute('**/api/finance/reports/trial-balance*');
  await desk.button('Try again').click();
  await expect(desk.grid('Trial balance').row('Total')).toBeVisible();
});
