// @vitest-environment jsdom

import { screen, within } from '@testing-library/react';
import { expect, onTestFinished, test, vi } from 'vitest';
import { drawDesk, gatewayServer, remotesAnswer, resolution } from '../testing/desk-fixture.tsx';
import { sampleRemote } from '../testing/sample-remote.ts';

const server = gatewayServer();

async function crumbsAt(at: string, title: string): Promise<(string | null)[]> {
  server.use(remotesAnswer({ ...resolution, remotes: [sampleRemote({ title })] }));
  drawDesk({ at });
  const trail = await screen.findByRole('navigation', { name: 'Breadcrumb' });
  await within(trail).findAllByRole('listitem');
  return within(trail)
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);
}

test('gives a document named like its list its own crumb', async () => {
  const complaint = vi.spyOn(console, 'error');
  onTestFinished(() => complaint.mockRestore());
  expect(await crumbsAt('/shop/items/Items', 'Shop')).toEqual(['Shop', 'Items', 'Items']);
  expect(complaint.mock.calls.filter(([text]) => String(text).includes('same key'))).toEqual([]);
});

test('shows an entry named like its remote once', async () => {
  expect(await crumbsAt('/shop/items', 'Items')).toEqual(['Items']);
});
