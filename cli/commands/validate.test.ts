import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@business-m/manifest/testing';
import { expect, onTestFinished, test } from 'vitest';
import { deskHere } from '../testing/run-desk.ts';
import { root } from '../workspace/root.ts';

const base = `{
  "schemaVersion": 1,
  "cdn": "$\{CDN_ORIGIN}",
  "backend": { "mode": "indie", "monolith": "$\{SERVICES_ORIGIN}", "scopes": { "shop": {} } },
  "remotes": {}
}`;
const remote = (more: string) => `{
  "extends": "base",
  "environment": "dev",
  "remotes": {
    "shop": { "title": "Shop", "team": "Shop UI", "enabled": true, "releases": { "stable": "1.0.0-0123456789ab" }${more} }
  }
}`;

async function validate(files: Record<string, string>, name: string) {
  const folder = await temporaryFolder(onTestFinished);
  for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
  const { code, out } = await deskHere(['validate', join(folder, name)]);
  return { code, out: out.replaceAll(`${folder}/`, '') };
}

test('accepts the documents of this project', async () => {
  const files = ['base', 'dev', 'prod', 'staging', 'test'].map((name) => join(root, 'manifest/environments', `${name}.json`));
  expect(await deskHere(['validate', ...files, '--json'])).toMatchObject({ code: 0, out: expect.stringContaining('"valid": true') });
});

test.each<[string, Record<string, string>, string, string | RegExp]>([
  ['a good one', { 'base.json': base, 'dev.json': remote('') }, 'dev.json', '✓ dev.json\n'],
  [
    'a wrong value',
    { 'base.json': base, 'dev.json': remote('').replace('true', '1') },
    'dev.json',
    /^✗ dev\.json:5:51 remotes\.shop\.enabled: .*boolean/,
  ],
  [
    'a key that stands there twice',
    { 'base.json': base, 'dev.json': remote(', "enabled": false') },
    'dev.json',
    /^✗ dev\.json:5:116 remotes\.shop\.enabled: .*twice/,
  ],
  [
    'a key nobody knows',
    { 'base.json': base, 'dev.json': remote(', "colour": 1') },
    'dev.json',
    /^✗ dev\.json:5:116 remotes\.shop: .*colour/,
  ],
  [
    'a variable that was mistyped',
    { 'base.json': base.replace('SERVICES_ORIGIN', 'SERVICE_ORIGIN'), 'dev.json': remote('') },
    'dev.json',
    /^✗ base\.json:4:33 backend\.monolith: \$\{SERVICE_ORIGIN\} is not set here; did you mean \$\{SERVICES_ORIGIN\}\?\n$/,
  ],
  [
    'a variable of its own',
    { 'base.json': base.replace('SERVICES_ORIGIN', 'BOOKS_AND_STOCK_ORIGIN'), 'dev.json': remote('') },
    'dev.json',
    '✓ dev.json\nThe gateway has to know BOOKS_AND_STOCK_ORIGIN: not set here, so not looked at.\n',
  ],
  [
    'what is extended',
    { 'base.json': base.replace('indie', 'Indie'), 'dev.json': remote('') },
    'dev.json',
    /^✗ base\.json:4:16 backend\.mode: /,
  ],
  [
    'asked of what is extended',
    { 'base.json': base.replace('indie', 'Indie'), 'dev.json': remote('') },
    'base.json',
    /^✗ base\.json:4:16 backend\.mode: /,
  ],
  ['no JSON', { 'base.json': base, 'dev.json': '{\n  "a": 1,\n}' }, 'dev.json', /^✗ dev\.json:3:1 not JSON: /],
  [
    'a circle',
    { 'base.json': base.replace('{', '{ "extends": "dev",'), 'dev.json': remote('') },
    'dev.json',
    /^✗ dev\.json:2:3 extends: a circle/,
  ],
  ['something missing', { 'dev.json': remote('') }, 'dev.json', /^✗ dev\.json:2:3 extends: there is no document "base"/],
  [
    'a prototype',
    { 'base.json': base, 'dev.json': remote(', "__proto__": {}') },
    'dev.json',
    /^✗ dev\.json:5:116 remotes\.shop\.__proto__: /,
  ],
  [
    'code for an address',
    { 'base.json': base.replace(/\$\{CDN_ORIGIN\}/, 'javascript:1'), 'dev.json': remote('') },
    'dev.json',
    /^✗ base\.json:3:3 cdn: /,
  ],
])('reports %s with its line and column', async (_, files, name, says) => {
  const { code, out } = await validate(files, name);
  expect([code, out]).toEqual([typeof says === 'string' ? 0 : 1, typeof says === 'string' ? says : expect.stringMatching(says)]);
});
