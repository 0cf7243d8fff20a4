import type { DeskStack } from '../fixtures/desk-stack.ts';
import { expect, test } from '../fixtures/desk-test.ts';
import { desiredProbe, type ProbeVariant, publishProbe } from '../fixtures/probe-releases.ts';
import type { Desk } from '../pages/desk.ts';
import { UnavailableScreen } from '../pages/unavailable-screen.ts';

/** Publishes a probe under a name of its own and puts it in the manifest. */
async function addProbe(stack: DeskStack, variant: ProbeVariant & { scope: string }): Promise<void> {
  await publishProbe(stack.cdnFolder, variant);
  await stack.manifest.edit((desired) => {
    desired.remotes[variant.scope] = desiredProbe();
  });
}

async function setFault(desk: Desk, fault: 'render' | 'load' | 'init' | null): Promise<void> {
  await desk.page.evaluate((value) => (value ? localStorage.setItem('probe-fault', value) : localStorage.removeItem('probe-fault')), fault);
}

async function expectRestWorks(desk: Desk): Promise<void> {
  await desk.follow('Finance', 'Customers');
  await expect(desk.grid('Customers').row('Alpine Cycles')).toBeVisible();
}

test('a screen that throws while drawing is caught, and drawn when it no longer does', async ({ desk, stack, consoleGuard }) => {
  consoleGuard.expect(/told to throw at render/);
  await addProbe(stack, { scope: 'throws' });
  await desk.openScreen('/finance/customers', 'Customers');
  await setFault(desk, 'render');
  await desk.follow('Probe', 'Throws in render');
  const screen = new UnavailableScreen(desk.page);
  await screen.expectSays(/Probe stopped while drawing this screen/);
  await expectRestWorks(desk);
  await desk.follow('Probe', 'Throws in render');
  await setFault(desk, null);
  await screen.retry.click();
  await expect(desk.title('Drawn after all')).toBeVisible();
});

test('a module that throws at load fails alone, and loads when it no longer does', async ({ desk, stack, consoleGuard }) => {
  consoleGuard.expect(/\[desk\] throws .*broken.*told to throw at load/);
  await addProbe(stack, { scope: 'throws' });
  await desk.openScreen('/finance/customers', 'Customers');
  await setFault(desk, 'load');
  await desk.follow('Probe', 'Throws at load');
  const screen = new UnavailableScreen(desk.page);
  await screen.expectSays(/Probe could not start: its program has a fault/);
  await expectRestWorks(desk);
  await desk.follow('Probe', 'Throws at load');
  await setFault(desk, null);
  await screen.retry.click();
  await expect(desk.title('Loaded after all')).toBeVisible();
});

test('a remote whose init throws fails alone, and starts when it no longer does', { tag: '@long' }, async ({
  desk,
  stack,
  consoleGuard,
}) => {
  consoleGuard.expect(/\[desk\] init .*broken.*told to throw in init/);
  await addProbe(stack, { scope: 'init', files: { 'remoteEntry.js': throwInInit } });
  await desk.openScreen('/finance/customers', 'Customers');
  await setFault(desk, 'init');
  await desk.follow('Probe', 'Counter');
  const screen = new UnavailableScreen(desk.page);
  await screen.expectSays(/Probe could not start: its program has a fault/);
  await expectRestWorks(desk);
  await desk.follow('Probe', 'Counter');
  await setFault(desk, null);
  await screen.retry.click();
  await expect(desk.title('Counter')).toBeVisible();
});

test('a release whose program is garbage, as published, fails alone', async ({ desk, stack, consoleGuard }) => {
  consoleGuard.expect(/\[desk\] garbage .*broken/);
  await addProbe(stack, { scope: 'garbage', files: { 'remoteEntry.js': () => 'this is { not JavaScript' } });
  await desk.openScreen('/finance/customers', 'Customers');
  await desk.follow('Probe', 'Counter');
  await new UnavailableScreen(desk.page).expectSays(/Probe could not start: its program has a fault/);
  await expectRestWorks(desk);
});

test('a module without a component is said to be no screen', async ({ desk, stack, consoleGuard }) => {
  consoleGuard.expect(/\[desk\] hollow .*not-a-screen/);
  await addProbe(stack, { scope: 'hollow' });
  await desk.openScreen('/finance/customers', 'Customers');
  await desk.follow('Probe', 'No component');
  await new UnavailableScreen(desk.page).expectSays(/Probe delivered something that is not a screen/);
  await expectRestWorks(desk);
});

test('a part fetched while drawing that is missing is caught, and arrives on retry', async ({ desk, stack, consoleGuard }) => {
  consoleGuard.expect(/Failed to fetch dynamically imported module/, /status of 404/);
  await addProbe(stack, { scope: 'lazy' });
  stack.cdn.break(/lazy-part/, { kind: 'missing' });
  await desk.openScreen('/finance/customers', 'Customers');
  await desk.follow('Probe', 'Lazy part');
  const screen = new UnavailableScreen(desk.page);
  await screen.expectSays(/Probe stopped while drawing this screen/);
  await expectRestWorks(desk);
  await desk.follow('Probe', 'Lazy part');
  await stack.cdn.heal();
  await screen.retry.click();
  await expect(desk.main.getByText('The part has arrived')).toBeVisible();
});

test('a remote that needs another React is refused in words, before anything of it is fetched', async ({ desk, stack, consoleGuard }) => {
  consoleGuard.expect(/\[desk\] demanding .*incompatible/);
  await addProbe(stack, {
    scope: 'demanding',
    declare: (remote) => {
      remote.requires.shared.react = '^99.0.0';
    },
  });
  await desk.openScreen('/finance/customers', 'Customers');
  await desk.follow('Probe', 'Counter');
  const { alert, retry } = new UnavailableScreen(desk.page);
  await expect(alert).toContainText('Probe does not fit this desk');
  await alert.getByText('Details').click();
  await expect(alert.getByText(/Probe needs react \^99\.0\.0; this desk has \d+\.\d+\.\d+\./)).toBeVisible();
  await expect(retry).toHaveCount(0);
  await expectRestWorks(desk);
  expect(stack.cdn.asked.filter((path) => path.startsWith('/demanding/') && path.endsWith('.js'))).toEqual([]);
});

/** The probe's entry with an `init` around its own one that throws while it is told to. */
function throwInInit(code: string): string {
  const [, own] = /(\w+) as init\b/.exec(code) ?? [];
  if (!own) throw new Error('remoteEntry.js exports no init');
  const guarded = `function guardedInit(shared) {
    if (localStorage.getItem('probe-fault') === 'init') throw new Error('The probe was told to throw in init');
    return ${own}(shared);
  }`;
  return `${code.replace(`${own} as init`, 'guardedInit as init')}\n${guarded}\n`;
}
