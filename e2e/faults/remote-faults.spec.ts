import { expect, test } from '../fixtures/desk-test.ts';
import type { Fault, FaultServer } from '../fixtures/fault-server.ts';
import { describedRemote, pathOf } from '../fixtures/releases.ts';
import type { Desk } from '../pages/desk.ts';
import { UnavailableScreen } from '../pages/unavailable-screen.ts';

/** What Chromium and the desk say of a module that does not come. */
const failedFetch = [/\[desk\] wms .*unreachable/, /Failed to load resource|integrity/];

/** A faulty screen says so, the rest of the desk works, and once the fault is gone a press on the button is enough. */
async function expectFailsAlone(desk: Desk, { heal, says }: { heal: () => Promise<void>; says: RegExp }): Promise<void> {
  const screen = new UnavailableScreen(desk.page);
  await screen.expectSays(says);
  await expectRestWorks(desk);
  await desk.follow('Warehouse', 'Stock balance');
  await screen.expectSays(says);
  await screen.retry.click();
  await screen.expectSays(says);
  await heal();
  await screen.retry.click();
  await expect(desk.grid('Stock balance').row('TYR-40-622')).not.toHaveCount(0);
}

async function expectRestWorks(desk: Desk): Promise<void> {
  await desk.follow('Finance', 'Trial balance');
  await expect(desk.grid('Trial balance').row('Total')).toBeVisible();
  await desk.follow('Finance', 'Customers');
  await expect(desk.grid('Customers').row('Alpine Cycles')).toBeVisible();
}

/** Marks the page, so that a test sees whether it was loaded anew meanwhile. */
async function watchForReload(desk: Desk): Promise<() => Promise<void>> {
  await desk.page.evaluate(() => Object.assign(globalThis, { stillHere: true }));
  return async () => expect(await desk.page.evaluate(() => 'stillHere' in globalThis), 'the page was not reloaded').toBe(true);
}

async function fromFinance(desk: Desk): Promise<() => Promise<void>> {
  await desk.openScreen('/finance/customers', 'Customers');
  const expectSamePage = await watchForReload(desk);
  await desk.follow('Warehouse', 'Stock balance');
  return expectSamePage;
}

// Chromium says so where a busy machine takes more than three seconds to draw; whether preloads are used is the budget's to test.
test.beforeEach(({ consoleGuard }) => consoleGuard.allow(/was preloaded using link preload but not used/));

const unreachable = /files of Warehouse could not be fetched, or are not the ones that were published/;

/** For the full matrix: one or two of each kind are in every run. */
const long = { tag: '@long' };
const entryFaults: { name: string; fault: Fault; details?: object }[] = [
  { name: 'is gone (404)', fault: { kind: 'missing' } },
  { name: 'breaks the connection', fault: { kind: 'reset' }, details: long },
  { name: 'is garbage', fault: { kind: 'body', body: '<!doctype html><title>Not JavaScript' }, details: long },
  {
    name: 'is somebody else’s program',
    fault: { kind: 'body', body: 'globalThis.taken = true; export const get = () => {}, init = () => {};' },
  },
  { name: 'has one byte changed', fault: { kind: 'flip' }, details: long },
];

for (const { name, fault, details = {} } of entryFaults) {
  test(`remoteEntry.js ${name}`, details, async ({ desk, stack, consoleGuard }) => {
    consoleGuard.expect(...failedFetch);
    stack.cdn.break(/^\/wms\/.*\/remoteEntry\.js$/, fault);
    const expectSamePage = await fromFinance(desk);
    await expectFailsAlone(desk, { says: unreachable, heal: stack.cdn.heal });
    expect(await desk.page.evaluate(() => 'taken' in globalThis), 'nothing of it ran').toBe(false);
    await expectSamePage();
  });
}

test('the CDN refuses connections', async ({ desk, stack, consoleGuard }) => {
  consoleGuard.expect(...failedFetch);
  // Finance comes first: it stays usable with what the page has of it.
  await desk.openScreen('/finance/customers', 'Customers');
  await desk.follow('Finance', 'Trial balance');
  await expect(desk.grid('Trial balance').row('Total')).toBeVisible();
  const expectSamePage = await watchForReload(desk);
  await stack.cdn.goDark();
  await desk.follow('Warehouse', 'Stock balance');
  await expectFailsAlone(desk, { says: unreachable, heal: stack.cdn.heal });
  await expectSamePage();
});

function breakChunk(cdn: FaultServer, file: string | undefined, fault: Fault): void {
  if (!file) throw new Error('the release has no such chunk');
  cdn.break(pathOf('wms', file), fault);
}

const chunkFaults: { name: string; fault: Fault; position: 0 | -1; details?: object }[] = [
  { name: 'the exposed chunk is missing', fault: { kind: 'missing' }, position: 0, details: long },
  { name: 'a static import of the exposed chunk is missing', fault: { kind: 'missing' }, position: -1 },
  { name: 'a byte of the exposed chunk was changed', fault: { kind: 'flip' }, position: 0, details: long },
  { name: 'a byte of a static import was changed', fault: { kind: 'flip' }, position: -1 },
];

for (const { name, fault, position, details = {} } of chunkFaults) {
  test(name, details, async ({ desk, stack, api, consoleGuard }) => {
    consoleGuard.expect(...failedFetch);
    const { exposes } = await describedRemote(api, 'wms');
    breakChunk(stack.cdn, exposes['./stock-balance']?.js.at(position), fault);
    const expectSamePage = await fromFinance(desk);
    await expectFailsAlone(desk, { says: unreachable, heal: stack.cdn.heal });
    await expectSamePage();
  });
}

test('a screen broken from the first page load on heals by the button too', async ({ desk, stack, consoleGuard }) => {
  consoleGuard.expect(...failedFetch);
  stack.cdn.break(/^\/wms\/.*\/remoteEntry\.js$/, { kind: 'missing' });
  await desk.open('/wms/stock-balance');
  const expectSamePage = await watchForReload(desk);
  await expectFailsAlone(desk, { says: unreachable, heal: stack.cdn.heal });
  await expectSamePage();
});

test('the other screens of a remote work while one is broken', async ({ desk, stack, api, consoleGuard }) => {
  consoleGuard.expect(...failedFetch);
  const { exposes } = await describedRemote(api, 'wms');
  breakChunk(stack.cdn, exposes['./stock-ledger']?.js[0], { kind: 'missing' });
  await desk.openScreen('/wms/stock-balance', 'Stock balance');
  await desk.follow('Warehouse', 'Stock ledger');
  await new UnavailableScreen(desk.page).expectSays(unreachable);
  await desk.follow('Warehouse', 'Stock balance');
  await expect(desk.grid('Stock balance').row('TYR-40-622')).not.toHaveCount(0);
});

test.describe('with the page’s clock in hand', () => {
  /** Loads with a clock that the test moves on. */
  async function openWithClock(desk: Desk): Promise<void> {
    await desk.page.clock.install();
    await desk.openScreen('/finance/customers', 'Customers');
  }

  test('a remote that hangs is said to be slow, then given up, and heals', async ({ desk, stack, consoleGuard }) => {
    consoleGuard.expect(/\[desk\] wms .*too-slow/);
    consoleGuard.allow(/Failed to load resource/);
    await openWithClock(desk);
    stack.cdn.break(/^\/wms\/.*\/remoteEntry\.js$/, { kind: 'hang' });
    await desk.follow('Warehouse', 'Stock balance');
    await expect(desk.main.getByRole('status', { name: 'Warehouse is loading' })).toBeVisible();
    await desk.page.clock.fastForward('00:10');
    await expect(desk.main.getByText('Warehouse takes longer than usual')).toBeVisible();
    await expectRestWorks(desk);
    await desk.follow('Warehouse', 'Stock balance');
    await desk.page.clock.fastForward('01:10');
    await new UnavailableScreen(desk.page).expectSays(/did not arrive within 60 seconds/);
    await stack.cdn.heal();
    await new UnavailableScreen(desk.page).retry.click();
    await expect(desk.grid('Stock balance').row('TYR-40-622')).not.toHaveCount(0);
  });

  test('while a remote is slow, trying again does not wait for the first answer', async ({ desk, stack, api, consoleGuard }) => {
    consoleGuard.allow(/Failed to load resource/);
    const [chunk = ''] = (await describedRemote(api, 'wms')).exposes['./stock-balance']?.js ?? [];
    await openWithClock(desk);
    breakChunk(stack.cdn, chunk, { kind: 'hang' });
    await desk.follow('Warehouse', 'Stock balance');
    await expect.poll(() => stack.cdn.asked.some((path) => pathOf('wms', chunk).test(path))).toBe(true);
    await desk.page.clock.fastForward('00:10');
    await expect(desk.main.getByText('Warehouse takes longer than usual')).toBeVisible();
    stack.cdn.mend();
    await desk.button('Try again').click();
    await expect(desk.grid('Stock balance').row('TYR-40-622')).not.toHaveCount(0);
  });
});
