import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createReleaseSource } from '@business-m/manifest/store';
import { desiredState, temporaryFolder } from '@business-m/manifest/testing';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { readEnvironment } from '../environment.ts';
import { openDocuments } from './open-documents.ts';

async function open(folder: string, seeds: string) {
  const secrets = { SESSION_SECRET: 'x'.repeat(32), SERVICE_SECRET: 'x'.repeat(32) };
  const env = readEnvironment({ ...secrets, MANIFEST_FILE: join(folder, 'dev.json'), SEED_MANIFEST_FOLDER: seeds });
  const documents = await openDocuments(env, { variables: {}, source: createReleaseSource() }, pino({ level: 'silent' }));
  onTestFinished(() => documents.close());
  return documents;
}

test('a folder that is not there begins with the seeds, can be written, and is not begun again', async () => {
  const seeds = await temporaryFolder(onTestFinished);
  const folder = join(await temporaryFolder(onTestFinished), 'manifest');
  const text = JSON.stringify(desiredState({ environment: 'dev' }), null, 2);
  await Promise.all([writeFile(join(seeds, 'dev.json'), text), writeFile(join(seeds, 'base.json'), '{"cdn":"http://cdn.test"}')]);

  const documents = await open(folder, seeds);
  expect((await documents.names()).sort()).toEqual(['base', 'dev']);
  expect(await readFile(join(folder, 'dev.json'), 'utf8')).toBe(text);
  const head = await documents.head('dev');
  const edited = text.replace('"Shop"', '"Store"');
  await documents.write('dev', {
    parent: head?.number ?? null,
    author: { id: 'ann', name: 'Ann' },
    reason: 'a test',
    text: edited,
  });
  await documents.close();

  const later = await open(folder, seeds);
  expect((await later.head('dev'))?.text).toBe(edited);
  expect(await later.history('dev', { limit: 10 })).toHaveLength(2);
  expect(await readdir(seeds)).toHaveLength(2);
});
