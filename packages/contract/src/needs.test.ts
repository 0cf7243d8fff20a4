import { expect, test } from 'vitest';
import { judgeNeeds, needSchema, needsSchema } from './needs.ts';

test.each([
  'workers',
  'wasm',
  'blobs',
  'data',
  'blob-frames',
  'style-nonce',
  'style-attributes',
  'camera',
  'connect https://tiles.example.com',
  'connect wss://live.example.com:8443',
  'images https://xn--bcher-kva.example',
  'frames http://localhost:3000',
  'connect ws://127.0.0.1:9001',
])('takes the need %s', (need) => {
  expect(needSchema.safeParse(need).success).toBe(true);
});

test.each([
  '',
  'Workers',
  'scripts https://evil.example',
  'styles https://evil.example',
  'unsafe-eval',
  "connect 'unsafe-inline'",
  'connect *',
  'connect https:',
  'connect https://*',
  'connect https://*.example.com',
  'connect https://example.com:*',
  'connect https://example.com:0',
  'connect https://example.com:65536',
  'connect https://example.com:443',
  'connect https://example.com/',
  'connect https://example.com/path',
  'connect https://example.com; script-src *',
  'connect https://example.com;script-src',
  'connect https://example.com https://other.example',
  'connect https://example.com,',
  'connect https://example.com\n',
  'connect https://example.com\r\nset-cookie: a=b',
  'connect\thttps://example.com',
  'connect https://user@example.com',
  'connect https://EXAMPLE.com',
  'connect https://exämple.com',
  'connect https://example..com',
  'connect https://.example.com',
  'connect https://2130706433',
  'connect https://0x7f.1',
  'connect http://example.com',
  'connect http://localhost.example.com',
  'connect ws://example.com',
  'images wss://example.com',
  'connect data:',
  'frames blob:',
  'frames javascript:alert(1)',
  'camera=*',
  'camera microphone',
  '__proto__',
  `connect https://${'a'.repeat(250)}.example`,
])('refuses the need %j', (need) => {
  expect(needSchema.safeParse(need).success).toBe(false);
});

test('refuses a need that is listed twice, and more than forty', () => {
  expect(needsSchema.safeParse(['wasm', 'wasm']).success).toBe(false);
  expect(needsSchema.safeParse(Array.from({ length: 41 }, (_, index) => `connect https://h${index}.example`)).success).toBe(false);
});

test('grants what was consented to, to the letter', () => {
  const needs = ['workers', 'connect https://a.example'];
  expect(judgeNeeds(needs, ['connect https://a.example:8443', 'workers', 'wasm'])).toEqual({
    granted: ['workers'],
    blocked: ['connect https://a.example'],
  });
  expect(judgeNeeds(undefined, ['wasm'])).toEqual({ granted: [], blocked: [] });
});
