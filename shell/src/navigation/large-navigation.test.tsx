// @vitest-environment jsdom

import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { drawDesk, gatewayServer, remotesAnswer, resolution } from '../testing/desk-fixture.tsx';
import { sampleRemote } from '../testing/sample-remote.ts';

const server = gatewayServer();
const fleet = (count: number) => ({
  ...resolution,
  remotes: Array.from({ length: count }, (_, index) => sampleRemote({ scope: `part${index}`, title: `Part ${index}` })),
});

async function draw(count: number, at = '/') {
  server.use(remotesAnswer(fleet(count)));
  const drawn = drawDesk({ at });
  return { ...drawn, nav: await screen.findByRole('navigation', { name: 'Main' }) };
}

test('draws a part of 1,000 remotes folded, and more when asked', async () => {
  const { nav } = await draw(1_000);
  expect(within(nav).getAllByRole('region')).toHaveLength(30);
  expect(within(nav).queryAllByRole('link')).toHaveLength(0);
  expect(document.querySelectorAll('*').length).toBeLessThan(1_500);
  const first = within(nav).getByRole('button', { name: 'Part 0' });
  await userEvent.click(first);
  expect(first.getAttribute('aria-expanded')).toBe('true');
  expect(within(nav).getByRole('link', { name: 'Items' }).getAttribute('href')).toBe('/part0/items');
  await userEvent.click(within(nav).getByRole('button', { name: 'Show 30 more of 1000' }));
  expect(within(nav).getAllByRole('region')).toHaveLength(60);
});

test('shows the current remote first and open', async () => {
  const { nav } = await draw(1_000, '/part900/items');
  expect(within(nav).getAllByRole('region')[0]?.getAttribute('aria-label')).toBe('Part 900');
  expect(within(nav).getByRole('link', { name: 'Items' }).getAttribute('aria-current')).toBe('page');
});

test('finds a title with the keyboard alone, and announces the number of results', async () => {
  const { nav, history } = await draw(1_000);
  const box = within(nav).getByRole('searchbox', { name: 'Find a screen' });
  await userEvent.click(box);
  await userEvent.paste('part 77 group');
  const status = within(nav).getByRole('status');
  await expect.poll(() => status.textContent).toBe('19 screens');
  await userEvent.keyboard('{ArrowDown}{ArrowDown}');
  expect(document.activeElement?.getAttribute('href')).toBe('/part177/items/groups');
  await userEvent.keyboard('{ArrowUp}{ArrowUp}');
  expect(document.activeElement).toBe(box);
  await userEvent.keyboard('{Enter}');
  expect(history.location.pathname).toBe('/part77/items/groups');
  await userEvent.click(box);
  await userEvent.paste(' nothing such');
  await expect.poll(() => status.textContent).toBe('No screen has such a title.');
  await userEvent.keyboard('{Escape}');
  expect(box).toHaveProperty('value', '');
});

test('limits the results of a search', async () => {
  const { nav } = await draw(100);
  await userEvent.click(within(nav).getByRole('searchbox'));
  await userEvent.paste('item');
  await expect.poll(() => within(nav).getByRole('status').textContent).toBe('The first 50 of 200 screens');
  expect(within(nav).getAllByRole('link')).toHaveLength(50);
});

test('a small desk has neither search nor folds', async () => {
  const { nav } = await draw(40);
  expect(within(nav).queryByRole('searchbox')).toBeNull();
  expect(within(nav).getAllByRole('link')).toHaveLength(120);
});
