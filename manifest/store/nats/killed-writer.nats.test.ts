import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Revision } from '@business-m/contract';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { openNatsRevisions } from './nats-revisions.ts';

const script = fileURLToPath(new URL('../testing/write-for-ever.ts', import.meta.url));
const ROUNDS = 3;

test('keeps each revision whole when writers are killed at any moment', {
  timeout: 360_000,
}, async () => {
  const bucket = `test-${randomUUID()}`;
  const url = inject('natsUrl');
  const documents = openNatsRevisions({ servers: [url], bucket, log: { info: () => {}, warn: () => {} } });
  onTestFinished(() => documents.close());
  let newest: Revision | null = null;
  documents.watch((_, head) => {
    newest = head;
  });
  for (let round = 0; round < ROUNDS; round += 1) {
    const id = `writer-${round}`;
    const child = spawn(process.execPath, [script, url, bucket, id], { stdio: ['ignore', 'ignore', 'inherit'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    await vi.waitUntil(() => newest?.author.id === id && Number(newest.reason) >= 20 + round, { timeout: 30_000, interval: 1 });
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  const kept: Revision[] = [];
  for (let before: number | undefined; ; before = kept.at(-1)?.number) {
    const page = await documents.history('prod', { limit: 100, ...(before === undefined ? {} : { before }) });
    if (page.length === 0) break;
    kept.push(...page);
  }
  expect(kept.map(({ parent }) => parent)).toEqual([...kept.slice(1).map(({ number }) => number), null]);
  const counts = kept.toReversed().map(({ author, reason, text }) => [author.id, text === `{"count":${reason}}` ? Number(reason) : text]);
  const expected = Array.from({ length: ROUNDS }, (_, round) => {
    const id = `writer-${round}`;
    const most = counts.filter(([author]) => author === id).length;
    return Array.from({ length: most }, (_each, count) => [id, count]);
  }).flat();
  expect(counts).toEqual(expected);
});
