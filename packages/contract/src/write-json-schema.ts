import { writeFileSync } from 'node:fs';
import { desiredJsonSchema, overlayJsonSchema } from './desired-json-schema.ts';

// `node packages/contract/src/write-json-schema.ts` after a change of desired.ts; a test fails until it is run.
writeFileSync(new URL('./desired.schema.json', import.meta.url), desiredJsonSchema());
writeFileSync(new URL('./overlay.schema.json', import.meta.url), overlayJsonSchema());
