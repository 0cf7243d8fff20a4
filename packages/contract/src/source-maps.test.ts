import { expect, test } from 'vitest';
import { plainSource } from './source-maps.ts';

test.each([
  ['../src/items.tsx', 'src/items.tsx'],
  ['./src/../src/items.tsx', 'src/items.tsx'],
  ['/home/jane/orders/src/items.tsx', 'src/items.tsx'],
  ['file:///home/jane/orders/src/items.tsx', 'src/items.tsx'],
  ['webpack://orders/./src/items.tsx?4f1c', 'src/items.tsx'],
  ['webpack:///./node_modules/zustand/esm/index.mjs', 'zustand/esm/index.mjs'],
  ['../../../node_modules/.pnpm/zustand@5.0.0/node_modules/zustand/esm/index.mjs', 'zustand/esm/index.mjs'],
  ['C:\\orders\\src\\items.tsx', 'C:/orders/src/items.tsx'],
  ['../../../../etc/passwd', 'etc/passwd'],
  ['https://evil.example/a.js?b#c', 'a.js'],
  ['\0vite/\u202epreload\n-helper.js', 'vite/preload-helper.js'],
  ['..', ''],
])('%j is shown as %j', (source, shown) => {
  expect(plainSource(source, '/home/jane/orders')).toBe(shown);
});

test('a path that is longer than anybody reads is cut', () => {
  expect(plainSource(`src/${'a/'.repeat(100_000)}b.ts`).length).toBeLessThanOrEqual(200);
});
