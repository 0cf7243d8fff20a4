import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { desiredState } from '../testing/index.ts';
import { DocumentRefusal } from './document-refusal.ts';
import { parseDesired, parseDocument } from './parse-desired.ts';

const variables = { CDN_ORIGIN: 'http://localhost:8081', SERVICES_ORIGIN: 'http://localhost:8082', EMPTY: '' };
/** `${NAME}` as it stands in a document. */
const variable = (name: string) => `\${${name}}`;
const good = JSON.stringify(desiredState());

function refusal(text: string): DocumentRefusal {
  try {
    parseDesired(parseDocument(text), variables);
  } catch (error) {
    if (error instanceof DocumentRefusal) return error;
    throw error;
  }
  throw new Error('was accepted');
}

test('accepts the document of the development environment', () => {
  const text = readFileSync(new URL('../environments/dev.json', import.meta.url), 'utf8');
  expect(parseDesired(parseDocument(text), variables)).toMatchObject({
    cdn: 'http://localhost:8081',
    backend: { monolith: 'http://localhost:8082' },
  });
});

test.each([
  ['not JSON', good.slice(0, -1), '', /not JSON: .*position/],
  ['an unknown key', good.replace('"cdn"', '"cnd"'), 'cdn', /expected string/],
  ['a wrong type', good.replace('"enabled":true', '"enabled":"yes"'), 'remotes.shop.enabled', /expected boolean, received string/],
  ['a wrong scope', good.replaceAll('"shop"', '"Shop"'), 'backend.scopes.Shop', /lower-case/],
  ['a reserved scope', good.replaceAll('"shop"', '"gateway"'), 'backend.scopes.gateway', /reserved/],
  [
    'latest where it is not allowed',
    good.replace('"followLatest":true', '"followLatest":false'),
    'remotes.shop.releases.stable',
    /followLatest/,
  ],
  ['a scope without upstream', good.replace('"monolith":"http://services.test",', ''), 'backend.scopes.shop.upstream', /no upstream/],
  ['a URL with a password', good.replace('http://cdn.test', 'http://me:secret@cdn.test'), 'cdn', /without credentials/],
  [
    'a key that reaches a prototype',
    good.replace('"title"', '"__proto__":{"enabled":true},"title"'),
    'remotes.shop.__proto__',
    /not allowed/,
  ],
  ['a constructor key', good.replace('"title"', '"constructor":{},"title"'), 'remotes.shop.constructor', /not allowed/],
  [
    'one of two remotes of one name',
    good.replace('"remotes":{', '"remotes":{"shop":{"title":"Old"},'),
    'remotes.shop',
    /stands here twice/,
  ],
  [
    'a key that is there twice, once in other letters',
    good.replace('"title"', '"roles":[{"a":"},\\""},{"b":[","],"c":1,"\\u0062":2}],"title"'),
    'remotes.shop.roles.1.b',
    /the key "b" stands here twice/,
  ],
  ['a secret of the process', good.replace('http://cdn.test', variable('SESSION_SECRET')), 'cdn', /not a variable a manifest may use/],
  ['a variable that is not set', good.replace('http://cdn.test', variable('EMPTY')), 'cdn', /EMPTY is not set/],
  ['a document without end', `${'['.repeat(5000)}${']'.repeat(5000)}`, Array(32).fill(0).join('.'), /deeper than/],
  ['a document too large', `"${'x'.repeat(1_100_000)}"`, '', /bytes, more than/],
])('refuses %s with the place', (_, text, path, message) => {
  const found = refusal(text);
  expect(found.path).toBe(path);
  expect(found.message).toMatch(message);
  expect(found.retry).toBe(false);
});

test('does not pollute prototypes with a refused document', () => {
  refusal('{"__proto__":{"polluted":true}}');
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('substitutes variables once, not in their values', () => {
  const text = good.replace('"title":"Shop"', `"title":"${variable('ODD')}"`);
  expect(parseDesired(parseDocument(text), { ODD: `a ${variable('ODD')}` }).remotes.shop?.title).toBe(`a ${variable('ODD')}`);
});

test('allows the same key in two objects and as a value', () => {
  const text = '[{"a":{"a":"a"},"b":["b",{"a":"b\\\\"},{"a":"\\"a"}]},"a",{"a":[],"b":{}}]';
  expect(parseDocument(text)).toEqual(JSON.parse(text));
});
