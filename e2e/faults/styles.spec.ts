import type { Locator } from '@playwright/test';
import { expect, test } from '../fixtures/desk-test.ts';
import { desiredProbe, publishProbe } from '../fixtures/probe-releases.ts';
import type { Desk } from '../pages/desk.ts';
import { changesOf, watchSurroundings } from '../pages/surroundings.ts';

/** What `src/styles.tsx` of the probe offers. */
interface ProbeStyles {
  names: string[];
  run(name: string): unknown;
  react(): void;
  missing(): string[];
  switchPage(): void;
}
declare const probeStyles: ProbeStyles;
/** What of the desk is not as it was. */
declare const changes: () => string[];

test('no style of a remote, built or made while it runs, reaches the desk or another remote', async ({ desk, stack, consoleGuard }) => {
  consoleGuard.expect(/\[desk\] probe: .*is the desk’s own/);
  // Markup that scripts parse is not the page's: the policy refuses its styles.
  consoleGuard.allow(/Content Security Policy/, /\[desk\] Probe may not/);
  await publishProbe(stack.cdnFolder);
  await stack.manifest.edit((desired) => {
    desired.remotes.probe = desiredProbe();
    desired.policy = { ...desired.policy, consent: { probe: ['style-nonce'] } };
  });
  const { page } = desk;
  await desk.openScreen('/finance/customers', 'Customers');
  await expect(desk.grid('Customers').row('Alpine Cycles')).toBeVisible();
  const around = [desk.section('Warehouse'), page.locator('.shell-top-bar')];
  const before = { around: await picturesOf(around), other: await pictureOf(desk), attributes: await attributesOf(desk) };
  await watchSurroundings(desk);

  await desk.follow('Probe', 'Styles');
  await expect(desk.title('Styles')).toBeAttached();
  expect(await changesOf(desk), 'what the build emits').toEqual([]);
  const leaks = await page.evaluate(async () => {
    const found: string[] = [];
    for (const name of probeStyles.names) {
      await probeStyles.run(name);
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const [change] = changes();
      if (change) found.push(`${name}: ${change}`);
    }
    return found;
  });
  await page.evaluate(() => probeStyles.react());
  await expect.poll(() => page.evaluate(() => probeStyles.missing())).toEqual([]);
  expect(leaks).toEqual([]);
  expect(await changesOf(desk), 'React’s').toEqual([]);
  expect((await picturesOf(around.slice(0, 1)))[0]?.equals(before.around[0] as Buffer)).toBe(true);
  const popup = page.getByTestId('popup');
  expect(await popup.evaluate((element) => getComputedStyle(element.firstElementChild ?? element).getPropertyValue('--insertRule'))).toBe(
    'in',
  );
  expect(await popup.evaluate((element) => getComputedStyle(element).getPropertyValue('--surface'))).toBe('red');
  expect(await popup.evaluate((element) => getComputedStyle(element).marginTop)).toBe('0px');

  await page.evaluate(() => probeStyles.switchPage());
  await page.evaluate(() => history.back());
  await expect(desk.grid('Customers').row('Alpine Cycles')).toBeVisible();
  expect(await changesOf(desk), 'on another screen').toEqual([]);
  expect(await attributesOf(desk)).toEqual(before.attributes);
  await expect(page.locator('.probe-left')).toBeHidden();
  expect(await page.evaluate(() => [...document.fonts].some(({ family }) => family === 'Probe'))).toBe(false);
  for (const [index, picture] of (await picturesOf(around)).entries()) expect(picture.equals(before.around[index] as Buffer)).toBe(true);
  expect((await pictureOf(desk)).equals(before.other)).toBe(true);

  // What React drew, it draws when asked again.
  await desk.follow('Probe', 'Styles');
  await expect.poll(() => page.evaluate(() => probeStyles.missing())).toEqual(['react']);
  expect(await changesOf(desk), 'when it is there again').toEqual([]);
  expect(await page.evaluate(() => document.documentElement.dataset.theme), 'what it said of the page').toBe('dark');
});

/** Of the page itself and of what stands in it for the desk. */
const attributesOf = ({ page }: Desk): Promise<string[][]> =>
  page.evaluate(() =>
    [document.documentElement, document.body, ...document.body.children]
      .filter((element) => !element.hasAttribute('data-desk-remote'))
      .map(({ attributes }) =>
        [...attributes]
          .filter(({ value }) => value !== '')
          .map(({ name, value }) => `${name}="${value}"`)
          .sort(),
      ),
  );

/** Without what the mouse is over and what has the focus. */
async function pictureOf({ page, main }: Desk): Promise<Buffer> {
  await page.mouse.move(640, 790);
  await page.evaluate(() => document.querySelector('main')?.focus());
  return main.screenshot();
}

const picturesOf = (locators: readonly Locator[]) => Promise.all(locators.map((it) => it.screenshot()));
