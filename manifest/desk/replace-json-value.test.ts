import { expect, test } from 'vitest';
import { replaceJsonValue } from './replace-json-value.ts';

test.each([
  ['{"a":{"b":1}}', ['a', 'b'], '{"a":{"b":NEW}}'],
  [
    '{ "b" : [1, {"a": "}"}] ,\n\t"a" : { "x":"\\"a\\": {" , "b": {"c": [2]} } }\n',
    ['a', 'b'],
    '{ "b" : [1, {"a": "}"}] ,\n\t"a" : { "x":"\\"a\\": {" , "b": NEW } }\n',
  ],
  ['\uFEFF{"\\u0061":true ,"z":null}', ['a'], '\uFEFF{"\\u0061":NEW ,"z":null}'],
  ['{"a":"\\\\"}', ['a'], '{"a":NEW}'],
  ['{"a":1,"a":2}', ['a'], '{"a":1,"a":NEW}'],
  ['{"a":-1.5e3}', ['a'], '{"a":NEW}'],
])('in %j the value at %j changes, and nothing else', (text, path, expected) => {
  expect(replaceJsonValue(text, path, 'NEW')).toBe(expected);
});

test('a member that is not there is an error', () => {
  for (const [text, path] of [
    ['{}', ['a']],
    ['[1]', ['a']],
    ['{"a":{"c":1}}', ['a', 'b']],
  ] as const)
    expect(() => replaceJsonValue(text, path, '1')).toThrow(/there is no member/);
});
