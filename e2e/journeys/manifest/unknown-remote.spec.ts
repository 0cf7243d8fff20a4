import type { DeskStack } from '../../fixtures/desk-stack.ts';
import { expect, test } from '../../fixtures/desk-test.ts';
import { desiredProbe, publishProbe } from '../../fixtures/probe-releases.ts';
import { resolvedRemote } from '../../fixtures/releases.ts';
import type { Desk } from '../../pages/desk.ts';

const fact = (desk: Desk, name: string) => desk.main.getByRole('status', { name });

async function addProbes(stack: DeskStack, ...scopes: string[]): Promise<void> {
  for (const scope of scopes) await publishProbe(stack.cdnFolder, { scope });
  await stack.manifest.edit(({ remotes }) => {
    for (const scope of scopes) remotes[scope] = desiredProbe(`Probe ${scope}`);
  });
}

test('a remote made after the shell is published while the desk runs, and shares the shell’s one React', async ({ page, desk, stack }) => {
  await desk.openScreen('/', 'Welcome, Dana');
  await expect(desk.section('Probe probe')).toHaveCount(0);
  await addProbes(stack, 'probe');
  await page.reload();
  await desk.follow('Probe probe', 'Shared hooks');
  await expect(desk.title('Probe')).toBeVisible();

  await test.step('contexts of the shell reach it', async () => {
    await expect(fact(desk, 'Signed in')).toHaveText('demo@example.com');
    await expect(fact(desk, 'Remotes in the shell’s cache')).toHaveText('finance wms platform probe');
  });
  await test.step('its hooks are the shell’s own', async () => {
    await expect(fact(desk, 'React hooks are the shell’s')).toHaveText('yes');
    await expect(fact(desk, 'Query hooks are the shell’s')).toHaveText('yes');
    await expect(fact(desk, 'Components are the shell’s')).toHaveText('yes');
  });
  await test.step('its state and the shell’s toasts answer one press', async () => {
    await desk.button('Press').click();
    await expect(fact(desk, 'Presses')).toHaveText('1');
    await expect(desk.toast('A word from the probe')).toBeVisible();
  });
  await test.step('its stylesheet was there before it was drawn', async () => {
    await expect(desk.main.getByRole('region', { name: 'Facts' })).toHaveCSS('outline-color', 'rgb(1, 2, 3)');
  });
  await test.step('a cold page at its address draws it too', async () => {
    await page.reload();
    await expect(fact(desk, 'React hooks are the shell’s')).toHaveText('yes');
  });
});

test('two remotes that know nothing of each other share the desk’s cache', async ({ desk, stack }) => {
  await addProbes(stack, 'one', 'two');
  await desk.openScreen('/one/counter', 'Counter');
  await desk.button('Count').click();
  await desk.button('Count').click();
  await expect(fact(desk, 'Count')).toHaveText('2');
  await desk.follow('Probe two', 'Counter');
  await expect(fact(desk, 'Count')).toHaveText('2');
  await desk.button('Count').click();
  await desk.follow('Probe one', 'Counter');
  await expect(fact(desk, 'Count')).toHaveText('3');
});

test('a new release shows from the next page load on, and an open tab keeps the one it has', async ({ page, desk, stack, api }) => {
  await addProbes(stack, 'probe');
  await desk.openScreen('/probe/counter', 'Counter');
  await publishProbe(stack.cdnFolder, {
    declare: (remote) => {
      remote.version = '0.2.0';
      remote.nav.push({ title: 'New in 0.2', path: 'counter' });
    },
  });
  // The gateway finds it by itself: the manifest says `latest`.
  await expect.poll(async () => (await resolvedRemote(api, 'probe')).version).toBe('0.2.0');
  await desk.button('Count').click();
  await expect(fact(desk, 'Count')).toHaveText('1');
  await expect(desk.section('Probe probe').getByRole('link', { name: 'New in 0.2' })).toHaveCount(0);
  await page.reload();
  await expect(desk.section('Probe probe').getByRole('link', { name: 'New in 0.2' })).toBeVisible();
});
