import { expect, test } from 'vitest';
import { desiredState, hydratedRelease, hydratedState } from '../testing/index.ts';
import { bucket, releaseFor } from './release-for.ts';

const USERS = 1_000_000;
const buckets = (scope: string) => Uint16Array.from({ length: USERS }, (_, index) => bucket(scope, `u-${index}`));
const finance = buckets('finance');

const below = (shareBps: number) => finance.reduce((count, part) => count + (part < shareBps ? 1 : 0), 0);

test.each([0, 100, 500, 1_000, 5_000, 10_000])('gives %i basis points of a million users the canary, within 0.1 %', (shareBps) => {
  expect(Math.abs(below(shareBps) / USERS - shareBps / 10_000)).toBeLessThanOrEqual(0.001);
});

test('gives a share of 0 to nobody and a full share to everybody', () => {
  expect(below(0)).toBe(0);
  expect(below(10_000)).toBe(USERS);
});

test('distributes users evenly, with a user in the smallest share', () => {
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
])('moves only the affected users between %i and %i basis points', (before, after) => {
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

test('assigns canaries of different scopes independently', () => {
  const wms = buckets('wms');
  const both = finance.reduce((count, part, user) => count + (part < 1_000 && (wms[user] ?? 0) < 1_000 ? 1 : 0), 0);
  expect(Math.abs(both / USERS - 0.01)).toBeLessThan(0.001);
});

test('matches separately computed buckets of known users', () => {
  // printf 'finance\nu-1' | sha256sum: the first 12 hex digits as a number, modulo 10,000.
  expect([bucket('finance', 'u-1'), bucket('wms', 'u-1')]).toEqual([1878, 9585]);
});

test.each(['none', 'constructor'])('of a remote that is not there (%s) nobody gets a release', (scope) => {
  expect(releaseFor(hydratedState(), scope, { id: 'u-1', tenant: 'demo', roles: [] })).toBeNull();
});
