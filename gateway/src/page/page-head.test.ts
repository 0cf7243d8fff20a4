import { expect, test } from 'vitest';
import { escapeAttribute, scriptJson } from './page-head.ts';

test('JSON in a script cannot end it, and means the same', () => {
  const value = { name: '</script><!--<script>\u2028\u2029&amp;' };
  const text = scriptJson(value);
  expect(text).not.toMatch(/[<>&\u2028\u2029]/);
  expect(JSON.parse(text)).toEqual(value);
});

test('text in an attribute cannot end it', () => {
  expect(escapeAttribute(`"><img src=x onerror='1'>&amp;`)).toBe(`&quot;&gt;&lt;img src=x onerror='1'&gt;&amp;amp;`);
});
