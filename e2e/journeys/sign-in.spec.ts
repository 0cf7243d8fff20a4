import { type DemoUser, expect, test } from '../fixtures/desk-test.ts';
import { SignInPage } from '../pages/sign-in-page.ts';

test.use({ user: null });

test('a wrong password is said on the field, and the right one then signs in', async ({ page, desk, consoleGuard }) => {
  consoleGuard.expect(/status of 401/);
  await desk.open('/');
  const form = new SignInPage(page);
  await form.signIn('demo@example.com', 'wrong');
  await expect(form.password).toHaveAttribute('aria-invalid', 'true');
  await expect(form.password).toHaveAccessibleDescription(/password/i);
  await expect(form.password).toBeFocused();
  await form.signIn('demo@example.com', 'demo');
  await expect(desk.title('Welcome, Dana')).toBeVisible();
});

test('an empty form says what is missing without asking the server', async ({ page, desk }) => {
  await desk.open('/');
  const form = new SignInPage(page);
  await form.button.click();
  await expect(form.email).toHaveAccessibleDescription('Enter your email address.');
  await expect(form.email).toBeFocused();
});

const sees: Record<DemoUser, string[]> = {
  demo: ['Finance', 'Warehouse', 'Platform'],
  accounts: ['Finance'],
  stock: ['Warehouse'],
  ops: ['Warehouse', 'Platform'],
};

for (const [user, remotes] of Object.entries(sees)) {
  test(`${user} sees what is theirs`, async ({ page, desk }) => {
    await desk.open('/');
    await new SignInPage(page).signIn(`${user}@example.com`, 'demo');
    await expect(desk.title(/^Welcome/)).toBeVisible();
    await expect(desk.navigation.getByRole('heading', { level: 2 })).toHaveText(remotes);
  });
}

test('the address one came for is where one arrives, and signing out leaves nothing behind', async ({ page, desk }) => {
  await desk.open('/finance/trial-balance');
  await new SignInPage(page).signIn('accounts@example.com', 'demo');
  await expect(desk.title('Trial balance')).toBeVisible();
  await desk.chooseFromMenu(/Signed in as/, 'Sign out');
  await expect(new SignInPage(page).button).toBeVisible();
  await page.goBack();
  await expect(new SignInPage(page).button).toBeVisible();
});

test.describe('somebody else’s screen', () => {
  test.use({ user: 'stock' });

  test('does not open by its address', async ({ desk }) => {
    await desk.open('/finance/journal-entries');
    await expect(desk.title('There is no such page')).toBeVisible();
    await desk.button('Go to the start page').click();
    await expect(desk.title(/^Welcome/)).toBeVisible();
  });
});
