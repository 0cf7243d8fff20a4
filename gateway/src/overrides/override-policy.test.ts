import { expect, test } from 'vitest';
import { allowsOrigin, overridesInForce } from './override-policy.ts';

test.each([
  ['http://localhost:*', 'http://localhost:5175', true],
  ['http://localhost:*', 'http://localhost', true],
  ['http://localhost:*', 'https://localhost:5175', false],
  ['http://localhost:*', 'http://localhost.evil.example:5175', false],
  ['http://localhost:*', 'http://evil.example', false],
  ['http://localhost:5175', 'http://localhost:5175', true],
  ['http://localhost:5175', 'http://localhost:51755', false],
  ['https://previews.example.com', 'https://previews.example.com', true],
  ['https://previews.example.com', 'https://previews.example.com:8443', false],
  ['https://example.com:*', 'https://a.example.com:1', false],
])('%s allows %s: %j', (pattern, origin, allowed) => {
  expect(allowsOrigin([pattern], origin)).toBe(allowed);
});

const policy = { roles: ['developer'], origins: ['http://localhost:*'], maxMinutes: 60 };
const kept = [{ scope: 'shop', origin: 'http://localhost:5175', madeAtS: 1_000, endsAtS: 1_000 + 3_600 }];
const at = (s: number) => s * 1_000;

test('an override ends at its time', () => {
  expect(overridesInForce(kept, policy, ['developer'], at(4_599))).toEqual([
    { scope: 'shop', origin: 'http://localhost:5175', expiresAt: new Date(at(4_600)).toISOString() },
  ]);
  expect(overridesInForce(kept, policy, ['developer'], at(4_600))).toEqual([]);
});

test('a policy that was tightened counts for what was made before', () => {
  const shorter = { ...policy, maxMinutes: 10 };
  expect(overridesInForce(kept, shorter, ['developer'], at(1_599))).toMatchObject([{ expiresAt: new Date(at(1_600)).toISOString() }]);
  expect(overridesInForce(kept, shorter, ['developer'], at(1_600))).toEqual([]);
  expect(overridesInForce(kept, { ...policy, origins: ['https://previews.example.com'] }, ['developer'], at(1_001))).toEqual([]);
  expect(overridesInForce(kept, { ...policy, roles: ['ops'] }, ['developer'], at(1_001))).toEqual([]);
  expect(overridesInForce(kept, undefined, ['developer'], at(1_001))).toEqual([]);
});
