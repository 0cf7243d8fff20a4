import { expect, test } from 'vitest';
import { sampleRemote } from '../testing/sample-remote.ts';
import { respell } from './spelling.ts';

const remote = sampleRemote();

test('each attempt is another URL of the same file', () => {
  const spellings = Array.from({ length: 16 }, (_, attempt) => respell(remote, attempt));
  expect(spellings[0]).toBe(remote.baseUrl);
  expect(spellings[1]).toBe('https://cdn.test/%73hop/1.2.0-0123456789ab/');
  expect(spellings[6]).toBe('https://cdn.test/s%68%6Fp/1.2.0-0123456789ab/');
  expect(new Set(spellings.map((url) => new URL(url ?? '').href)).size).toBe(16);
  for (const url of spellings) expect(decodeURIComponent(url ?? '')).toBe(remote.baseUrl);
});

test('relative imports inherit the spelling', () => {
  expect(new URL('./part.js', `${respell(remote, 1)}remoteEntry.js`).href).toBe('https://cdn.test/%73hop/1.2.0-0123456789ab/part.js');
});

test('runs out of spellings', () => {
  expect(respell(remote, 16)).toBeNull();
});

test('a scope that occurs elsewhere in the URL is left alone there', () => {
  const twice = { ...remote, baseUrl: 'https://shop.test/shop/cdn/shop/1.2.0-0123456789ab/' };
  expect(respell(twice, 1)).toBe('https://shop.test/shop/cdn/%73hop/1.2.0-0123456789ab/');
});
