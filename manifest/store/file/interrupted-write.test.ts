import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { temporaryFolder } from '../../testing/index.ts';
import type { RevisionStore } from '../revision-store.ts';
import { openFileRevisions } from './file-revisions.ts';

const script = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** Processes at once. */
const AT_ONCE = 4;

/** Writes a document in a process that dies just before its n-th change of the disk; whether it got there. */
async function writeAndDie(folder: string, name: string, text: string, step: number): Promise<boolean> {
  const child = spawn(
    process.execPath,
    ['--import', script('../../testing/kill-at-step.ts'), script('../testing/write-once.ts'), folder, name, text],
    {
      env: { ...process.env, DIE_AT_STEP: String(step) },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const [code, signal] = await once(child, 'exit');
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`the writer ended with ${code}`);
  return signal === 'SIGKILL';
}

async function open(folder: string): Promise<RevisionStore> {
  const store = await openFileRevisions({ folder, check: async () => {}, log: { warn: vi.fn() } });
  onTestFinished(() => store.close());
  return store;
}

test.each(['prod', 'prod.proposals'])(
  'completes or discards a write of %s killed at any step, and the next write succeeds',
  { timeout: 180_000 },
  async (name) => {
    async function dieAt(step: number): Promise<boolean> {
      const folder = await temporaryFolder(onTestFinished);
      const before = await open(folder);
      const first = await before.write(name, {
        parent: null,
        author: { id: 'bob', name: 'Bob' },
        reason: 'was there',
        text: '{"is":"before"}',
      });
      await before.close();
      const died = await writeAndDie(folder, name, '{"is":"after"}', step);

      const after = await open(folder);
      const history = await after.history(name, { limit: 100 });
      const texts = history.map(({ text }) => text);
      expect([['{"is":"before"}'], ['{"is":"after"}', '{"is":"before"}']]).toContainEqual(texts);
      expect(history.at(-1)).toEqual(first);
      // Nobody but the two has written: what was left behind is not taken for an edit by hand.
      expect(history.map(({ author }) => author.id).every((id) => ['ann', 'bob'].includes(id))).toBe(true);
      if (name === 'prod') expect(await readFile(join(folder, 'prod.json'), 'utf8')).toBe(texts[0]);
      expect(after.faults().size).toBe(0);
      if (!died) expect(texts.length).toBe(2);

      const head = await after.head(name);
      const last = await after.write(name, {
        parent: head?.number ?? null,
        author: { id: 'eve', name: 'Eve' },
        reason: 'goes on',
        text: '{"is":"last"}',
      });
      expect(last.number).toBe(texts.length + 1);
      if (name === 'prod') expect(await readFile(join(folder, 'prod.json'), 'utf8')).toBe('{"is":"last"}');
      return died;
    }

    let deaths = 0;
    for (let step = 1; ; step += AT_ONCE) {
      const died = await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => dieAt(step + index)));
      deaths += died.filter(Boolean).length;
      if (died.includes(false)) break;
    }
    expect(deaths).toBeGreaterThan(name === 'prod' ? 9 : 6);
  },
);

test('keeps an edit by hand made after a crash on top of the last revision', async () => {
  const folder = await temporaryFolder(onTestFinished);
  const store = await open(folder);
  await store.write('prod', { parent: null, author: { id: 'bob', name: 'Bob' }, reason: 'was there', text: '{"is":"before"}' });
  await store.close();
  // Stands in the history, and its text waits: as a crash just before the rename leaves it.
  const record = JSON.parse(await readFile(join(folder, '.history/prod/1.json'), 'utf8'));
  const as = record.waits.as.replace(/[0-9a-f]{12}\.next$/, '000000000000.next');
  const next = { ...record, number: 2, parent: 1, text: '{"is":"after"}', waits: { as, over: 'something else' } };
  await writeFile(join(folder, '.history/prod/2.json'), JSON.stringify(next));
  await writeFile(join(folder, '.history', as), next.text);
  await writeFile(join(folder, 'prod.json'), '{"is":"typed"}');
  const after = await open(folder);
  const history = await after.history('prod', { limit: 10 });
  expect(history.map(({ author, text }) => `${author.id} ${text}`)).toEqual([
    'file {"is":"typed"}',
    'bob {"is":"after"}',
    'bob {"is":"before"}',
  ]);
  expect(await readFile(join(folder, 'prod.json'), 'utf8')).toBe('{"is":"typed"}');
  expect((await readdir(join(folder, '.history'))).filter((name) => name.endsWith('.next'))).toEqual([]);
});
