import { splitRelease } from '@business-m/contract';
import { expect, test } from 'vitest';
import { pins, releaseIdOf } from './release-id.ts';

const description = Buffer.from('{"version":"1.2.0"}');
const id = releaseIdOf('1.2.0', description);

test('a release is named after 128 bits of the hash of its description, and all of them are compared', () => {
  expect(splitRelease(id)?.digest).toHaveLength(32);
  expect(pins(id, description)).toBe(true);
  expect(pins(`${id.slice(0, -1)}${id.endsWith('0') ? 1 : 0}`, description)).toBe(false);
  expect(pins(id, Buffer.from('{"version":"1.2.1"}'))).toBe(false);
});

test('an older name has twelve digits', () => {
  expect(pins(id.slice(0, -20), description)).toBe(true);
  expect(pins(id.slice(0, -21), description)).toBe(false);
});
