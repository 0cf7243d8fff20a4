import type { Resolution } from '@business-m/contract';
import { expect, test } from 'vitest';
import { resolution } from '../testing/desk-fixture.tsx';
import { sampleRemote } from '../testing/sample-remote.ts';
import { releaseChanges } from './release-changes.ts';
import { changeDetails, offerInWords } from './release-words.ts';

const [shop, yard] = resolution.remotes as [Resolution['remotes'][0], Resolution['remotes'][0]];
const off = { scope: 'attic', title: 'Attic', message: 'Being cleaned.' };
const having = (remotes: Resolution['remotes'], disabled: Resolution['disabled'] = [off]): Resolution => ({
  ...resolution,
  remotes,
  disabled,
});
const before = having([shop, yard]);
const newer = sampleRemote({ version: '1.3.0' });

test.each([
  ['nothing', having([shop, yard]), 'A new version of the desk is ready'],
  ['an update', having([newer, yard]), 'A new version is ready: Shop 1.2.0 → 1.3.0'],
  ['one taken back', having([sampleRemote({ version: '1.1.9' }), yard]), 'A new version is ready: Shop 1.2.0 → 1.1.9, taken back'],
  ['other bytes', having([{ ...shop, release: '1.2.0-aaaaaaaaaaaa' }, yard]), 'A new version is ready: Shop 1.2.0, built anew'],
  ['one more', having([shop, yard, sampleRemote({ scope: 'mill', title: 'Mill' })]), 'A new version is ready: Mill is new'],
  ['one less', having([shop]), 'A new version is ready: Yard is no longer part of your desk'],
  ['one switched off', having([shop], [off, { ...off, scope: 'yard', title: 'Yard' }]), 'Yard has been switched off: Being cleaned.'],
  ['one switched on', having([shop, yard, sampleRemote({ scope: 'attic', title: 'Attic' })], []), 'A new version is ready: Attic is back'],
  ['one renamed', having([{ ...shop, title: 'Store' }, yard]), 'A new version is ready: Shop is now called Store'],
  ['screens', having([{ ...shop, routes: shop.routes.slice(1) }, yard]), 'A new version is ready: Shop has other screens for you'],
  [
    'a lot',
    having([newer, sampleRemote({ scope: 'yard', title: 'Yard', version: '1.0.0' })], []),
    'A new version is ready: Shop 1.2.0 → 1.3.0; Yard 1.2.0 → 1.0.0, taken back and 1 more',
  ],
])('%s', (_, after, words) => {
  expect(offerInWords(releaseChanges(before, after))).toBe(words);
});

test('versions are compared as numbers, not as letters', () => {
  const tenth = sampleRemote({ version: '1.10.0' });
  expect(releaseChanges(having([sampleRemote({ version: '1.9.0' })]), having([tenth]))[0]?.kind).toBe('updated');
});

test('the details say which screens come and go, and why a remote is off', () => {
  const [change] = releaseChanges(before, having([{ ...newer, routes: [{ path: 'bins', expose: './bins', title: 'Bins' }] }, yard]));
  expect(change && changeDetails(change)).toEqual(['New screens: Bins', 'Screens that go: Shop, Items, Item groups, Item']);
  const [gone] = releaseChanges(before, having([shop], [off, { scope: 'yard', title: 'Yard', message: 'Flooded.' }]));
  expect(gone && changeDetails(gone)).toEqual(['Flooded.']);
});
