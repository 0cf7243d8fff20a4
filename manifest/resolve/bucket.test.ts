import { expect, test } from 'vitest';
import { desiredState, hydratedRelease, hydratedState } from '../testing/index.ts';
import { bucket, releaseFor } from './release-for.ts';

const USERS = 1_000_000;
const buckets = (scope: string) => Uint16Array.from({ length: USERS }, (_, index) => bucket(scope, `u-${index}`));
const finance = buckets('finance');

const below = (shareBps: number) => finance.reduce((count, part) => count + (part < shareBps ? 1 : 0), 0);

test.each([0, 100, 500, 1_000, 5_000, 10_000])('of a million users %i basis points get a canary, to a tenth of a percent', (shareBps) => {
  expect(Math.abs(below(shareBps) / USERS - shareBps / 10_000)).toBeLessThanOrEqual(0.001);
});

test('none is none and all is all', () => {
  expect(below(0)).toBe(0);
  expect(below(10_000)).toBe(USERS);
});

test('the smallest share has somebody, and every part has about as many users', () => {
  const sizes = new Uint32Array(10_000);
  for (const part of finance) sizes[part] = (sizes[part] ?? 0) + 1;
  expect(Math.min(...sizes)).toBeGreaterThan(50);
  expect(Math.max(...sizes)).toBeLessThan(160);
});

const [stable, trial] = [hydratedRelease(), hydratedRelease({ version: '0.2.0' })];
const shared = (shareBps: number) => {
  const releases = { stable: stable.id, canary: { release: trial.id, shareBps } };
  const remotes = { shop: { title: 'Shop', team: 'UI', enabled: true, releases } };
  return hydratedState(desiredState({ remotes }), { shop: [stable, trial] });
};

test.each([
  [0, 100],
  [100, 500],
  [500, 1_000],
  [1_000, 5_000],
  [5_000, 10_000],
  [10_000, 5_000],
  [5_000, 1],
  [1, 0],
])('from %i to %i basis points nobody moves but those the change is about', (before, after) => {
  const [old, next] = [shared(before), shared(after)];
  const moves = { toTrial: 0, toStable: 0, expected: 0 };
  for (let index = 0; index < 50_000; index += 1) {
    const caller = { id: `u-${index}`, tenant: 'demo', roles: [] };
    const part = bucket('shop', caller.id);
    if (part >= Math.min(before, after) && part < Math.max(before, after)) moves.expected += 1;
    const [had, has] = [releaseFor(old, 'shop', caller)?.id, releaseFor(next, 'shop', caller)?.id];
    if (had === stable.id && has === trial.id) moves.toTrial += 1;
    if (had === trial.id && has === stable.id) moves.toStable += 1;
  }
  expect(moves).toEqual({
    expected: moves.expected,
    toTrial: after > before ? moves.expected : 0,
    toStable: after < before ? moves.expected : 0,
  });
  expect(moves.expected).toBeGreaterThan(0);
});

test('who is in one scope’s canary says nothing about another’s', () => {
  const wms = buckets('wms');
  const both = finance.reduce((count, part, user) => count + (part < 1_000 && (wms[user] ?? 0) < 1_000 ? 1 : 0), 0);
  expect(Math.abs(both / USERS - 0.01)).toBeLessThan(0.001);
});

test('the parts of known users, computed apart', () => {
  // printf 'finance\nu-1' | sha256sum: the first 12 hex digits as a number, modulo 10,000.
  expect([bucket('finance', 'u-1'), bucket('wms', 'u-1')]).toEqual([1878, 9585]);
});
