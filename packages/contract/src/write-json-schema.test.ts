import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { desiredJsonSchema, overlayJsonSchema } from './write-json-schema.ts';

test.each([
  ['desired.schema.json', desiredJsonSchema],
  ['overlay.schema.json', overlayJsonSchema],
])('%s is what the zod schema says', (file, generate) => {
  // Refresh it with `node packages/contract/src/write-json-schema.ts`.
  expect(JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'))).toEqual(JSON.parse(generate()));
});

test('in an overlay nothing is required but inside a list', () => {
  const text = overlayJsonSchema();
  const schema = JSON.parse(text);
  expect(schema.required).toBeUndefined();
  expect(schema.properties.backend.anyOf[0].required).toBeUndefined();
  expect(schema.properties.backend.anyOf[0].properties.mode.anyOf).toContainEqual({ type: 'null' });
  expect(text).toContain('"required"');
});
