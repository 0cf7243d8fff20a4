import { expect, test } from 'vitest';
import { candidate, faults, fleet, own, shop, within } from '../testing/candidate.ts';
import { checkGate } from './check-gate.ts';

test('file-missing: a file that remote.json lists', async () => {
  const build = await candidate({ files: { 'items.css': '' }, change: own });
  const files = new Map([...build.files].filter(([path]) => path !== 'items.js'));
  expect(checkGate({ ...build, files }, fleet())).toEqual([
    { code: 'file-missing', path: 'items.js', message: 'remoteEntry.js imports it, and it is not in the build', breaks: shop },
    { code: 'file-missing', path: 'items.js', message: 'it is listed in remote.json, and not in the build', breaks: shop },
  ]);
});

test('file-missing: a module that another imports', async () => {
  const files = {
    'items.js':
      'import "./deep/label.js"; import("../x.js?v=1"); import(anything); import("https://late.test/x.js"); const text = "import \'./no.js\'"',
    'x.js': '',
  };
  expect(await faults({ files })).toEqual([
    { code: 'file-missing', path: 'deep/label.js', message: 'items.js imports it, and it is not in the build', breaks: shop },
    { code: 'file-missing', path: '../x.js', message: 'items.js imports it, and it is not in the build', breaks: shop },
  ]);
});

test('a file that no module imports, as one named by an address, may miss what it imports', async () => {
  const files = { 'items.js': 'new URL("copied.js", import.meta.url)', 'copied.js': 'import "./left-behind.js"' };
  expect(await faults({ files })).toEqual([]);
});

test.each(['react', 'https://evil.test/x.js', '/wms/1.0.0-0123456789ab/items.js'])('import-elsewhere: %s', async (specifier) => {
  expect(await faults({ files: { 'items.js': `export * from "${specifier}"` } })).toEqual([
    { code: 'import-elsewhere', path: 'items.js', message: `it imports "${specifier}", which is no file of the release`, breaks: shop },
  ]);
});

test('a module may import by name what the desk’s page has an import map for', async () => {
  const live = fleet();
  live.shell.imports = ['react', 'react-dom/client'];
  const files = { 'items.js': 'import "react"; export * from "react-dom/client"; import "react-dom";' };
  expect(await faults({ files }, live)).toEqual([
    { code: 'import-elsewhere', path: 'items.js', message: 'it imports "react-dom", which is no file of the release', breaks: shop },
  ]);
});

test('css-reaches-out', async () => {
  expect(await faults({ files: { 'items.css': `p${within} { color: red }\n  table { color: red }` } })).toEqual([
    {
      code: 'css-reaches-out',
      path: 'items.css:2:3',
      message: '"table" is not kept inside of shop: build it with remoteConfig of this desk, or publish it with --mf',
      breaks: shop,
    },
  ]);
});

test('css-loads-elsewhere', async () => {
  expect(await faults({ files: { 'items.css': `${within} { background: url(https://evil.test/pixel.png) }` } })).toEqual([
    {
      code: 'css-loads-elsewhere',
      path: `items.css:1:${within.length + 4}`,
      message: '"https://evil.test/pixel.png" is not a file of this release: nothing says which bytes it is',
      breaks: shop,
    },
  ]);
});

test('css-unreadable', async () => {
  expect(await faults({ files: { 'items.css': `${within} { color: red } } .shop-x` } })).toMatchObject([
    { code: 'css-unreadable', breaks: shop },
  ]);
});

test('reports the first twenty faults of a stylesheet and the total', async () => {
  const found = await faults({ files: { 'items.css': 'p {}'.repeat(50) } });
  expect([found.length, found.at(-1)]).toEqual([
    21,
    { code: 'css-reaches-out', path: 'items.css', message: 'and 30 more like these', breaks: shop },
  ]);
});
