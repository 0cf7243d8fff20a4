import { expect, test } from 'vitest';
import { isSameRelease, releaseIdSchema, splitRelease } from './release.ts';

const old = '0123456789ab';
const whole = `${old}cdef0123456789abcdef`;

test.each([
  [`1.2.0-${whole}`, '1.2.0', whole],
  [`1.2.0-${old}`, '1.2.0', old],
  [`1.2.0-beta.1-${whole}`, '1.2.0-beta.1', whole],
  [`1.2.0-${old}-${old}`, `1.2.0-${old}`, old],
])('%s is a release', (id, version, digest) => {
  expect([releaseIdSchema.safeParse(id).success, splitRelease(id)]).toEqual([true, { version, digest }]);
});

test.each(['1.2.0', 'latest', `1.2.0-${old}0`, `1.2.0-${whole}0`, `1.2.0-${whole.toUpperCase()}`, `1.2-${whole}`])('%s is none', (id) => {
  expect(releaseIdSchema.safeParse(id).success).toBe(false);
});

test('ids with fewer digits name the same bytes', () => {
  expect(isSameRelease(`1.2.0-${old}`, `1.2.0-${whole}`)).toBe(true);
  expect(isSameRelease(`1.2.0-${whole}`, `1.2.0-${whole}`)).toBe(true);
  expect(isSameRelease(`1.2.1-${old}`, `1.2.0-${whole}`)).toBe(false);
  expect(isSameRelease(`1.2.0-${old}`, `1.2.0-f${whole.slice(1)}`)).toBe(false);
});
