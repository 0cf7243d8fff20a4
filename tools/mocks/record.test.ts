import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { docTypeMetaSchema, documentSchema, messageListSchema, problemSchema } from '../../packages/metadata/src/index.ts';
import { reportSchemas } from '../../packages/metadata/src/reports.ts';
import { recordMocks } from './record.ts';

test('the recordings of the remotes are what the services answer today (npm run mocks)', async () => {
  const recordings = Object.entries(await recordMocks());
  expect(recordings.length).toBeGreaterThan(1);
  for (const [file, recording] of recordings) {
    expect(JSON.parse(readFileSync(file, 'utf8')), file).toEqual(recording);
    const { meta, documents, reports, refusals, messages } = recording;
    for (const declared of Object.values(meta)) docTypeMetaSchema.parse(declared);
    for (const doc of Object.values(documents).flat()) documentSchema.parse(doc);
    for (const [path, report] of Object.entries(reports)) {
      const [, schema] = Object.entries(reportSchemas).find(([report]) => path.split('?')[0] === report) ?? [];
      expect(schema?.safeParse(report).success, path).toBe(true);
    }
    for (const refusal of Object.values(refusals)) problemSchema.parse(refusal);
    if (messages) messageListSchema.parse(messages);
  }
}, 300_000);
