import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { atomicWrite } from '@business-m/files';
import { createEndedSessions, type EndedSessions } from './ended-sessions.ts';

export interface KeptEndedSessionsOptions {
  file: string;
  log: { warn(fields: object, message: string): void };
  now?: () => Date;
}

/** Known to this gateway also after a restart: a line in its file for each. */
export async function openKeptEndedSessions({ file, log, now = () => new Date() }: KeptEndedSessionsOptions): Promise<EndedSessions> {
  const ended = createEndedSessions({ now });
  const failed = (error: unknown) => log.warn({ error: String(error) }, 'a sign-out could not be kept for a restart');
  let writing = Promise.resolve();

  const write = (work: () => Promise<void>) => {
    writing = writing.then(work).catch(failed);
  };
  const text = await readFile(file, 'utf8').catch(() => '');
  const left = text.split('\n').flatMap((line) => {
    const [, timeMs, id] = /^(\d{1,15}) ([0-9a-f-]{36})$/.exec(line) ?? [];
    return id !== undefined && Number(timeMs) > now().getTime() ? [{ id, until: new Date(Number(timeMs)) }] : [];
  });
  for (const { id, until } of left) ended.add(id, until);
  write(async () => {
    await mkdir(dirname(file), { recursive: true });
    await atomicWrite(file, left.map(lineOf).join(''), { mode: 0o600 });
  });
  await writing;

  return {
    ...ended,
    add(id, until) {
      if (ended.has(id)) return;
      ended.add(id, until);
      write(() => appendFile(file, lineOf({ id, until })));
    },
    close: () => writing,
  };
}

const lineOf = ({ id, until }: { id: string; until: Date }) => `${until.getTime()} ${id}\n`;
