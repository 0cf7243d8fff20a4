import { writeFileSync } from 'node:fs';
import { z } from 'zod/mini';
import { desiredStateSchema } from './desired.ts';

type JsonSchema = { [keyword: string]: unknown };

/** `desired.schema.json`: completion and red lines while ops type. What JSON Schema cannot say, the reader of the file checks. */
export function desiredJsonSchema(): string {
  return print('Desired state of an environment of the desk', generated());
}

/** `overlay.schema.json`: of a document that `extends` another. Nothing is required in it, and `null` takes away what is there (RFC 7396). */
export function overlayJsonSchema(): string {
  return print('Desired state of an environment of the desk, laid over the document it extends', overlaid(generated()));
}

const generated = () => z.toJSONSchema(desiredStateSchema, { target: 'draft-7', io: 'input' }) as JsonSchema;

/** Arrays are replaced whole by a merge patch, so what is inside them stays as strict as it was. */
function overlaid({ required: _, properties, additionalProperties, ...rest }: JsonSchema): JsonSchema {
  const orNothing = (schema: unknown) => ({ anyOf: [overlaid(schema as JsonSchema), { type: 'null' }] });
  return {
    ...rest,
    ...(isObject(properties) && {
      properties: Object.fromEntries(Object.entries(properties).map(([key, schema]) => [key, orNothing(schema)])),
    }),
    ...(additionalProperties !== undefined && {
      additionalProperties: isObject(additionalProperties) ? orNothing(additionalProperties) : additionalProperties,
    }),
  };
}

const isObject = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null;

const print = (title: string, schema: JsonSchema) => `${JSON.stringify({ title, ...schema }, null, 2)}\n`;

// `node packages/contract/src/write-json-schema.ts` after a change of desired.ts; a test fails until it is run.
if (import.meta.main) {
  writeFileSync(new URL('./desired.schema.json', import.meta.url), desiredJsonSchema());
  writeFileSync(new URL('./overlay.schema.json', import.meta.url), overlayJsonSchema());
}
