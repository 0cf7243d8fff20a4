import { utimes } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from '../../fixtures/desk-test.ts';
import { startDevServer } from '../../fixtures/dev-server.ts';
import { OverridePage } from '../../pages/override-page.ts';

const header = fileURLToPath(new URL('../../../packages/ui/src/frame/page-header.tsx', import.meta.url));
const home = `
import { Button, Page, PageHeader } from '@business-m/ui';
import { useState } from 'react';
export default function Home() {
  const [count, setCount] = useState(0);
  return <Page><PageHeader title="Kit" back={{ href: '/finance/customers', label: 'Customers' }} /><Button onPress={() => setCount(count + 1)}>Count</Button><output aria-label="Count">{count}</output></Page>;
}`;

test('the component kit is served from its sources too: saved there, it is drawn anew where it stands', { tag: '@long' }, async ({
  page,
  desk,
  stack,
}) => {
  const server = await startDevServer('finance', stack.desk, { 'src/home/home.tsx': home }, { ui: true });
  await new OverridePage(page).allow(server.link);
  await expect(desk.title('Kit')).toBeVisible();
  await desk.button('Count').click();
  await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));
  const updated = page.waitForEvent('console', (message) => /hot updated:.*ui\/src\/frame\/page-header\.tsx/.test(message.text()));
  // Saved without a change: the sources here are everybody's.
  await utimes(header, new Date(), new Date());
  await updated;
  await desk.button('Count').click();
  await expect(desk.main.getByRole('status', { name: 'Count', exact: true })).toHaveText('2');
  await test.step('its links stay inside the desk', async () => {
    await desk.main.getByRole('link', { name: 'Customers' }).click();
    await expect(desk.title('Customers')).toBeVisible();
    expect(await page.evaluate(() => 'sameDocument' in globalThis)).toBe(true);
  });
  await server.close();
});
