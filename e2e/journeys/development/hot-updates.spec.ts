import { expect, test } from '../../fixtures/desk-test.ts';
import { type DevServer, startDevServer } from '../../fixtures/dev-server.ts';
import { OverridePage } from '../../pages/override-page.ts';

const home = (word: string) => `
import { useUser } from '@business-m/sdk';
import { Button, Page, PageHeader, TextInput } from '@business-m/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Total } from './total.tsx';

export default function Home() {
  const [count, setCount] = useState(0);
  const [remark, setRemark] = useState('');
  const { email } = useUser();
  const cached = useQueryClient().getQueryData<{ remotes: unknown[] }>(['gateway', 'remotes']);
  return (
    <Page>
      <PageHeader title="${word}" />
      <TextInput aria-label="Remark" value={remark} onChange={setRemark} />
      <Button onPress={() => setCount(count + 1)}>Count</Button>
      <output aria-label="Count">{count}</output>
      <output aria-label="Signed in">{email}</output>
      <output aria-label="Remotes known">{cached ? 'yes' : 'no'}</output>
      <Total />
    </Page>
  );
}
`;
const total = (word: string) => `
import { factor } from './factor.ts';
export function Total() {
  return <output aria-label="Total">${word} {factor()}</output>;
}
`;
const factor = (value: number) => `export const factor = () => ${value};\n`;

let server: DevServer;
test.beforeAll(async ({ stack }) => {
  server = await startDevServer('finance', stack.desk, {
    'src/home/home.tsx': home('Before'),
    'src/home/total.tsx': total('Sum'),
    'src/home/factor.ts': factor(2),
  });
});
test.afterAll(() => server.close());

test('an edit shows in the running desk at once, and what was typed and counted stays', async ({ page, desk }) => {
  const override = new OverridePage(page);
  const read = (name: string) => desk.main.getByRole('status', { name, exact: true });
  await test.step('the published screen comes first', async () => {
    await desk.openScreen('/finance', 'Finance');
    await expect(override.banner).toHaveCount(0);
  });
  await override.allow(server.link);
  await expect(desk.title('Before')).toBeVisible();
  await expect(override.banner).toContainText(`Finance runs from ${server.origin}, 60 min left.`);

  await test.step('it shares the shell’s React, contexts and cache', async () => {
    await expect(read('Signed in')).toHaveText('demo@example.com');
    await expect(read('Remotes known')).toHaveText('yes');
  });

  await desk.main.getByLabel('Remark').fill('half a sentence');
  await desk.button('Count').click();
  await desk.button('Count').click();
  // Survives a hot update, and not a reload.
  await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));

  await test.step('the screen’s own component', async () => {
    await server.save('src/home/home.tsx', home('After'));
    await expect(desk.title('After')).toBeVisible();
    await expect(desk.main.getByLabel('Remark')).toHaveValue('half a sentence');
    await expect(read('Count')).toHaveText('2');
  });
  await test.step('a component in another file', async () => {
    await server.save('src/home/total.tsx', total('Total'));
    await expect(read('Total')).toHaveText('Total 2');
    await expect(read('Count')).toHaveText('2');
  });
  await test.step('a file that is no component', async () => {
    await server.save('src/home/factor.ts', factor(3));
    await expect(read('Total')).toHaveText('Total 3');
    await expect(desk.main.getByLabel('Remark')).toHaveValue('half a sentence');
  });
  await test.step('all of it in the same document', async () => {
    expect(await page.evaluate(() => 'sameDocument' in globalThis)).toBe(true);
  });

  await test.step('other remotes are the published ones', async () => {
    await desk.follow('Warehouse', 'Items');
    await expect(desk.grid('Items').row('BRK-PAD-01')).toBeVisible();
  });
  await test.step('reset brings the published remote back', async () => {
    await override.reset('Finance');
    await desk.openScreen('/finance', 'Finance');
  });
});
