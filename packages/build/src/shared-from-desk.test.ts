import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RemoteJson, remoteJsonSchema } from '@business-m/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copiesIn } from './copies.ts';
import { buildOutsideRemote, makeOutsideRemote } from './testing/outside-remote.ts';

const folder = mkdtempSync(join(tmpdir(), 'shared-from-desk-'));

/** A package as `node_modules` of the remote has it. */
function addPackage(name: string, files: Record<string, string>): void {
  const place = join(folder, 'node_modules', name);
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'package.json'), JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(place, path), text);
}

let remote: RemoteJson;
let code = '';
beforeAll(async () => {
  makeOutsideRemote(folder);
  addPackage('by-require', {
    'index.js': `
      var React = require('react'), client = require('react-dom/client'), jsx = require('react/jsx-runtime.js');
      exports.mount = (element) => client.createRoot(element).render(jsx.jsx('b', { ref: React.createRef() }));`,
  });
  addPackage('by-export', { 'index.mjs': `export { useState } from 'react';\nexport * from '@tanstack/react-query';` });
  addPackage('inside-shared', { 'index.mjs': `export { dehydrate } from '@tanstack/query-core';` });
  addPackage('old-names', {
    'index.mjs': `import { findDOMNode } from 'react-dom';\nexport const has = () => typeof findDOMNode === 'function';`,
  });
  addPackage('compiled', { 'index.mjs': `import { c } from 'react/compiler-runtime';\nexport const useCache = () => c(3);` });
  for (const name of ['by-export', 'inside-shared', 'old-names', 'compiled'])
    writeFileSync(join(folder, 'node_modules', name, 'package.json'), JSON.stringify({ name, version: '1.0.0', exports: './index.mjs' }));
  writeFileSync(
    join(folder, 'src/other.jsx'),
    `
      import { mount } from 'by-require';
      import { useQuery, useState } from 'by-export';
      import { dehydrate } from 'inside-shared';
      import { has } from 'old-names';
      import { useCache } from 'compiled';
      const later = () => import('react-dom');
      export default function Other() {
        return <p ref={mount} onClick={later}>{[useState(0), useQuery, dehydrate, has(), useCache()].length}</p>;
      }`,
  );
  // By its path nobody can tell that it is React.
  addPackage('vendored', { 'index.js': `exports.widget = require('./vendor/react.js');` });
  mkdirSync(join(folder, 'node_modules/vendored/vendor'));
  copyFileSync(join(folder, 'node_modules/react/cjs/react.production.js'), join(folder, 'node_modules/vendored/vendor/react.js'));
  writeFileSync(
    join(folder, 'src/widget.js'),
    `import { widget } from 'vendored';\nexport default () => widget.createElement('b', { ref: widget.useRef() });`,
  );
  const config = readFileSync(join(folder, 'vite.config.ts'), 'utf8');
  writeFileSync(join(folder, 'vite.config.ts'), config.replace('exposes: {', "exposes: { './widget': './src/widget.js',"));
  await buildOutsideRemote(folder);
  const dist = join(folder, 'dist');
  remote = remoteJsonSchema.parse(JSON.parse(readFileSync(join(dist, 'remote.json'), 'utf8')));
  code = remote.files
    .map(({ path }) => path)
    .filter((path) => path.endsWith('.js') && !remote.exposes['./widget']?.js.includes(path))
    .map((file) => readFileSync(join(dist, file), 'utf8'))
    .join('\n');
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a dependency gets what is shared from the page, however it imports it', () => {
  expect(copiesIn(code)).toEqual([]);
  expect(code.length).toBeLessThan(10_000);
  expect(remote.exposes['./other']?.shared).toEqual([
    '@tanstack/react-query',
    'react',
    'react-dom',
    'react-dom/client',
    'react/compiler-runtime',
    'react/jsx-runtime',
  ]);
});

test('a screen that no such dependency is in asks for no more than before', () => {
  expect(remote.exposes['./items']?.shared).toEqual([
    '@business-m/sdk',
    '@business-m/ui',
    '@tanstack/react-query',
    'react',
    'react/jsx-runtime',
  ]);
});

test('its packages become requirements, of a desk whose page has an import map', () => {
  expect(remote.requires.shared['react-dom']).toMatch(/^\^19\./);
  expect(remote.requires.hostApi).toBe('^1.6.0');
});

test('a copy that comes as a file of somebody else is described, with the imports that brought it', () => {
  const [path] = remote.exposes['./widget']?.js ?? [];
  expect(remote.copies).toEqual([{ of: 'react', path, via: ['src/widget.js', 'vendored/index.js', 'vendored/vendor/react.js'] }]);
});
