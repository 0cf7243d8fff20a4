import { expect, test } from 'vitest';
import { rewriteJson } from './rewrite-json.ts';

const typed = `{
  "a": {"x":1 ,   "y" : [ 1,2 ] },

  "list": [
    { "n": 1 },
    { "n":  2 }
  ],
  "z": true
}
`;

test.each<[string, string, unknown, string]>([
  ['a value', typed, { a: { x: 2, y: [1, 2] }, list: [{ n: 1 }, { n: 2 }], z: true }, typed.replace('"x":1 ', '"x":2')],
  ['nothing', typed, JSON.parse(typed), typed],
  ['a new member, last', typed, { ...JSON.parse(typed), b: { c: 'd' } }, typed.replace('true\n', 'true,\n  "b": { "c": "d" }\n')],
  ['a member less', typed, { a: JSON.parse(typed).a, list: [{ n: 1 }, { n: 2 }] }, typed.replace(',\n  "z": true', '')],
  ['the first member less', typed, { list: JSON.parse(typed).list, z: true }, typed.replace('"a": {"x":1 ,   "y" : [ 1,2 ] },\n\n  ', '')],
  [
    'a new first item',
    typed,
    { ...JSON.parse(typed), list: [{ n: 0 }, { n: 1 }, { n: 2 }] },
    typed.replace('    { "n": 1 }', '    { "n": 0 },\n    { "n": 1 }'),
  ],
  ['an item less', typed, { ...JSON.parse(typed), list: [{ n: 2 }] }, typed.replace('{ "n": 1 },\n    ', '')],
  ['an item', typed, { ...JSON.parse(typed), list: [{ n: 1 }, { n: 3 }] }, typed.replace('"n":  2', '"n":  3')],
  ['a list that empties', '{ "a": [ 1 ] }', { a: [] }, '{ "a": [] }'],
  ['an object that fills', '{\n\t"a": {}\n}', { a: { b: 1 } }, '{\n\t"a": { "b": 1 }\n}'],
  ['one line', '{"a":1}', { a: 1, b: [2] }, '{"a":1,"b":[2]}'],
  ['another kind of value', '{ "a": [1] }', { a: { b: null } }, '{ "a": { "b": null } }'],
  ['a name that is there twice', '{ "a": 1, "a": 2 }', { a: 3 }, '{ "a": 3 }'],
  [
    'a byte order mark, escapes and braces in strings',
    '\uFEFF{ "\\u0061": "}\\"{", "b": 1 }',
    { a: '}"{', b: 2 },
    '\uFEFF{ "\\u0061": "}\\"{", "b": 2 }',
  ],
  ['lines that end as on Windows', '{\r\n  "a": 1\r\n}\r\n', { a: 1, b: 2 }, '{\r\n  "a": 1,\r\n  "b": 2\r\n}\r\n'],
])('changes %s and nothing else', (_, text, value, expected) => {
  expect(rewriteJson(text, value)).toBe(expected);
});

test('breaks what exceeds a line into several', () => {
  const remote = { title: 'People', team: 'People UI, second floor', enabled: true, releases: { stable: '1.2.3-0123456789ab' } };
  expect(rewriteJson('{\n  "remotes": { "a": 1 }\n}\n', { remotes: { a: 1, people: remote } })).toBe(`{
  "remotes": {
    "a": 1,
    "people": {
      "title": "People",
      "team": "People UI, second floor",
      "enabled": true,
      "releases": { "stable": "1.2.3-0123456789ab" }
    }
  }
}
`);
});

const DOCUMENTS = process.env.DESK_TEST_WHOLE ? 20_000 : 300;

/** A small generator of its own: the same seeds, the same documents. */
function* documents(seed: number) {
  let state = seed;
  const random = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  const value = (depth: number): unknown => {
    const kind = random(depth > 3 ? 4 : 6);
    if (kind === 4) return Array.from({ length: random(4) }, () => value(depth + 1));
    if (kind === 5) return Object.fromEntries(Array.from({ length: random(5) }, () => [`k${random(6)}`, value(depth + 1)]));
    return [random(100), `s"\\{${random(9)}`, true, null][kind];
  };
  for (let count = 0; count < DOCUMENTS; count += 1) yield [{ r: value(0) }, { r: value(0) }, random(3)] as const;
}

test('produces text of the wanted document for any two documents', () => {
  for (const [before, after, style] of documents(Number(process.env.DESK_TEST_SEED ?? 7))) {
    const text = JSON.stringify(before, null, [undefined, 2, '\t'][style]);
    expect(JSON.parse(rewriteJson(text, after))).toEqual(after);
  }
});
