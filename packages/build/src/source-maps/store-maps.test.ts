import type { StoredMaps } from '@business-m/contract';
import { expect, test, vi } from 'vitest';
import { functionsIn } from './functions-in.ts';
import { storeMaps, withoutMapAddress } from './store-maps.ts';

const map = (sources: string[], contents: (string | null)[], mappings = 'AAAA') => ({
  version: 3,
  sources,
  sourcesContent: contents,
  names: [],
  mappings,
});
function stored(maps: Record<string, unknown>) {
  const warn = vi.fn();
  const texts = Object.entries(maps).map(([file, text]): [string, string] => [
    file,
    typeof text === 'string' ? text : JSON.stringify(text),
  ]);
  const bytes = storeMaps(new Map(texts), '/app', warn);
  return { bytes, warn, maps: bytes && (JSON.parse(bytes.toString()) as StoredMaps) };
}

test('keeps places and functions, and no text of the sources', () => {
  const { maps, bytes } = stored({ 'b.js': map(['../src/b.ts'], ['export function secret(): number {\n  return 1;\n}']) });
  expect(maps).toEqual({
    'b.js': { version: 3, sources: ['src/b.ts'], names: [], mappings: 'AAAA', functions: [[['secret', 1, 7, 3, 1]]] },
  });
  expect(bytes?.toString()).not.toContain('return');
});

test('a map of maps becomes a plain one', () => {
  const sections = [{ offset: { line: 2, column: 4 }, map: map(['webpack://orders/./src/a.js'], ['const save = () => {};']) }];
  expect(stored({ 'a.js': { version: 3, sections } }).maps?.['a.js']).toMatchObject({
    sources: ['src/a.js'],
    mappings: ';;IAAA',
    functions: [[['save', 1, 13, 1, 21]]],
  });
});

test('functions of dependencies are not looked for, and sources that cannot be read have none', () => {
  const sources = ['../node_modules/a/b.js', '../src/broken.ts', '../src/page.vue', '../src/none.ts'];
  const { maps } = stored({ 'a.js': map(sources, ['function f() {}', 'const = ;', '<template/>', null]) });
  expect(maps?.['a.js']?.functions).toEqual([null, null, null, null]);
});

test('what is no map is left out with a sentence, and a build without any keeps none', () => {
  for (const text of ['{', 'null', '{"version":3}', '{"version":3,"sources":["a"],"names":[],"mappings":""}', '[]']) {
    const { bytes, maps } = stored({ 'a.js': text });
    expect([text, bytes, maps]).toEqual([text, null, null]);
  }
  const { warn, maps } = stored({ 'a.js': '{', 'b.js': map(['b.ts'], [null]) });
  expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('The source map of a.js cannot be read and is left out'));
  expect(Object.keys(maps ?? {})).toEqual(['b.js']);
  expect(stored({}).bytes).toBeNull();
});

test('maps that are too large are left out with a sentence', () => {
  const warn = vi.fn();
  const text = JSON.stringify({ ...map(['a.ts'], [null]), names: ['n'.repeat(1_100_000)] });
  expect(storeMaps(new Map([['a.js', text]]), '/app', warn, 1_048_576)).toBeNull();
  expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/have 2 MB, more than the 1 MB that are kept/));
});

test('functions are called as people who wrote them would call them', () => {
  const code = `
export default function Home() {
  const save = useCallback(async () => { await fetch('/'); }, []);
  return <Button onPress={() => save()} items={[1].map((each) => each)} />;
}
class Store { load = () => {}; async #fetch() {} static get all() { return 1; } }
const api = { get: () => 1, post() {}, 'a-b': function inner() {} };
store.onChange = () => {};
export const screens = () => import('./a');
setTimeout(() => {});
`;
  expect(functionsIn('home.tsx', code)?.map(([name, line]) => `${name} ${line}`)).toEqual([
    'Home 2',
    'save 3',
    'onPress 4',
    'items 4',
    'Store.load 6',
    'Store.fetch 6',
    'Store.all 6',
    'get 7',
    'post 7',
    'inner 7',
    'onChange 8',
    'screens 9',
  ]);
});

test.each([
  ['a();\n//# sourceMappingURL=a.js.map\n', 'a();\n\n', null],
  ['a();\n//@ sourceMappingURL=a.js.map', 'a();\n', null],
  ['a{}\n/*# sourceMappingURL=a.css.map */', 'a{}\n', null],
  ['a();\n//# sourceMappingURL=a.js.map\n/* footer */', 'a();\n\n/* footer */', null],
  ['const a="//# sourceMappingURL="+b;', 'const a="//# sourceMappingURL="+b;', null],
  ['const a=`\n//# sourceMappingURL=`+b;', 'const a=`\n//# sourceMappingURL=`+b;', null],
  [`a();\n//# sourceMappingURL=data:application/json;charset=utf-8;base64,${btoa('{"a":1}')}`, 'a();\n', '{"a":1}'],
  ['a();\n//# sourceMappingURL=data:application/json,%7B%7D', 'a();\n', '{}'],
])('%j names no map any more', (code, plain, inline) => {
  expect(withoutMapAddress(code)).toEqual({ code: plain, inline });
});
