import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createDatabase } from '../backing/postgres.ts';
import { runNode } from '../process/run-node.ts';
import { Refusal, root } from '../start/settings.ts';
import { type Neighbour, programs } from './neighbour.ts';

const MIGRATE_MS = 120_000;
const START_MS = 60_000;
const POLL_MS = 100;
const ANSWER_MS = 2_000;

/** Makes the database, brings it up to date and starts the process, each unless it is there. The process ends with the desk. */
export async function startNeighbour(neighbour: Neighbour, say: (line: string) => void): Promise<void> {
  const { scope, data, origin, database, superuser, env } = neighbour;
  await createDatabase(superuser, database.name, database).catch((error: unknown) => {
    throw new Refusal(
      `PostgreSQL does not answer (${error instanceof Error ? error.message : error}): does the desk run, with --postgres?`,
    );
  });
  if (await isReady(origin)) return;
  const migrated = await runNode({ name: `Migrating ${database.name}`, args: [programs.migrate], cwd: root, env, limitMs: MIGRATE_MS });
  for (const line of migrated.trim().split('\n')) say(line);
  const logFile = join(data, 'log', `${scope}.log`);
  mkdirSync(join(data, 'log'), { recursive: true });
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, ['--import', programs.tie, programs.services], {
    cwd: root,
    env,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  say(`${scope}: process ${child.pid} at ${origin}, database ${database.name}, log ${logFile}`);
  for (const endMs = Date.now() + START_MS; Date.now() < endMs; await delay(POLL_MS)) {
    if (child.exitCode !== null) throw new Refusal(`The process of ${scope} stopped by itself; ${logFile} says why.`);
    if (await isReady(origin)) return;
  }
  throw new Refusal(`The process of ${scope} did not answer within ${START_MS / 1000} s; ${logFile} says why.`);
}

/** Its domain is served, or in the middle of a move. */
async function isReady(origin: string): Promise<boolean> {
  return fetch(`${origin}/health`, { signal: AbortSignal.timeout(ANSWER_MS) }).then(
    async (answer) => {
      await answer.body?.cancel();
      return answer.ok;
    },
    () => false,
  );
}
