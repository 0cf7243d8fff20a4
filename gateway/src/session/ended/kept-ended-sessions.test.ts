import { randomUUID } from 'node:crypto';
import { appendFile, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@business-m/manifest/testing';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openKeptEndedSessions } from './kept-ended-sessions.ts';

const later = (minutes: number) => new Date(Date.parse('2026-03-01T08:00:00Z') + minutes * 60_000);

test('what was signed out stays so over a restart, until it would have ended by itself', async () => {
  const file = join(await temporaryFolder(onTestFinished), 'data', 'ended.txt');
  let now = later(0);
  const log = { warn: vi.fn() };
  const open = () => openKeptEndedSessions({ file, log, now: () => now });
  const [soon, late] = [randomUUID(), randomUUID()];
  const before = await open();
  const heard = vi.fn();
  before.onAdd(heard);
  before.add(soon, later(10));
  before.add(late, later(60));
  before.add(late, later(60));
  expect(heard.mock.calls).toEqual([[soon], [late]]);
  await before.close();

  // A process that was killed in the middle of a line.
  await appendFile(file, '17722');
  now = later(20);
  const after = await open();
  expect([after.has(soon), after.has(late), after.has(randomUUID())]).toEqual([false, true, false]);
  await after.close();
  expect(await readFile(file, 'utf8')).toBe(`${later(60).getTime()} ${late}\n`);
  expect((await stat(file)).mode & 0o077).toBe(0);
  expect(log.warn).not.toHaveBeenCalled();
});

test('a file that cannot be written is said, and people are signed out all the same', async () => {
  const log = { warn: vi.fn() };
  const ended = await openKeptEndedSessions({ file: '/dev/null/ended.txt', log, now: () => later(0) });
  const id = randomUUID();
  ended.add(id, later(1));
  expect(ended.has(id)).toBe(true);
  await ended.close();
  expect(log.warn).toHaveBeenCalledTimes(2);
});
