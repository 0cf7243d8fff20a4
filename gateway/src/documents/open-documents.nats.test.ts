import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createReleaseSource, type RevisionStore } from '@business-m/manifest/store';
import { desiredState, temporaryFolder } from '@business-m/manifest/testing';
import { pino } from 'pino';
import { expect, inject, onTestFinished, test } from 'vitest';
import { readEnvironment, StartRefusal } from '../environment.ts';
import { openDocuments, servedEnvironment } from './open-documents.ts';

const secrets = { SESSION_SECRET: 'x'.repeat(32), SERVICE_SECRET: 'x'.repeat(32) };

async function open(folder: string, bucket: string): Promise<RevisionStore> {
  const env = readEnvironment({
    ...secrets,
    MANIFEST_STORE: 'nats',
    MANIFEST_FILE: join(folder, 'prod.json'),
    MANIFEST_BUCKET: bucket,
    NATS_URL: inject('natsUrl'),
  });
  const documents = await openDocuments(env, { variables: {}, source: createReleaseSource() }, pino({ level: 'silent' }));
  onTestFinished(() => documents.close());
  return documents;
}

test('an empty bucket begins with the files, once, though three gateways start at the same time', async () => {
  const folder = await temporaryFolder(onTestFinished);
  const text = JSON.stringify(desiredState(), null, 2);
  await Promise.all([
    writeFile(join(folder, 'prod.json'), text),
    writeFile(join(folder, 'base.json'), '{"cdn":"http://cdn.test"}'),
    writeFile(join(folder, 'broken.json'), '{'),
    writeFile(join(folder, 'Notes.json'), '{}'),
  ]);
  const bucket = `test-${randomUUID()}`;
  const [first, ...others] = await Promise.all([open(folder, bucket), open(folder, bucket), open(folder, bucket)]);
  expect(await first?.names()).toEqual(['base', 'prod']);
  const head = await first?.head('prod');
  expect(head).toMatchObject({ parent: null, author: { id: 'file' }, text });
  for (const other of others) expect(await other.head('prod')).toEqual(head);

  const author = { id: 'ann', name: 'Ann' };
  const edited = await first?.write('prod', { parent: head?.number ?? null, author, reason: 'a test', text: '{}' });
  const later = await open(folder, bucket);
  expect(await later.head('prod')).toEqual(edited);
  expect(await later.history('prod', { limit: 10 })).toHaveLength(2);
});

test('which environment is served is said by its own variable, or by the file', () => {
  expect(servedEnvironment(readEnvironment({ ...secrets, MANIFEST_FILE: '/etc/desk/staging.json' }))).toBe('staging');
  expect(servedEnvironment(readEnvironment({ ...secrets, MANIFEST_FILE: '/etc/desk/staging.json', MANIFEST_ENVIRONMENT: 'prod' }))).toBe(
    'prod',
  );
});

test.each([
  [{}, 'NATS_URL must be set, since MANIFEST_STORE is nats.'],
  [{ NATS_URL: 'nats://me:secret@host' }, 'NATS_URL holds a name or a password'],
  [{ NATS_URL: 'http://host' }, 'NATS_URL is a list of addresses'],
  [{ NATS_URL: 'nats://host', NATS_USER: 'me' }, 'NATS_USER and NATS_PASSWORD belong together.'],
  [{ NATS_URL: 'nats://host', NATS_CA: '/nowhere.pem' }, 'NATS_CA names a file that is not there: /nowhere.pem.'],
  [{ NATS_URL: 'nats://host', NATS_REPLICAS: '2' }, 'NATS_REPLICAS is 1, 3 or 5.'],
])('%j is refused in a sentence', (variables, sentence) => {
  expect(() => readEnvironment({ ...secrets, MANIFEST_STORE: 'nats', ...variables })).toThrow(StartRefusal);
  expect(() => readEnvironment({ ...secrets, MANIFEST_STORE: 'nats', ...variables })).toThrow(sentence);
});
