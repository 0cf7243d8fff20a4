import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { docTypeMetaSchema } from '../../packages/metadata/src/index.ts';
import { recordDocTypes } from './recorded-doctypes.ts';

test('the mocks of the remotes know the DocTypes as the services declare them (npm run mocks)', async () => {
  const recorded = Object.entries(await recordDocTypes());
  expect(recorded.length).toBeGreaterThan(1);
  for (const [file, docTypes] of recorded) {
    for (const docType of Object.values(docTypes)) docTypeMetaSchema.parse(docType);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(docTypes);
  }
}, 180_000);
