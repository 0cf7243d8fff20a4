import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { desiredJsonSchema } from './desired-json-schema.ts';

test('desired.schema.json is what the zod schema says', () => {
  // Refresh it with `node manifest/schema/write-json-schema.ts`.
  expect(JSON.parse(readFileSync(new URL('desired.schema.json', import.meta.url), 'utf8'))).toEqual(JSON.parse(desiredJsonSchema()));
});
