import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { createDatabase } from '../backing/postgres.ts';
import { Refusal } from '../process/failures.ts';
import { runNode } from '../process/run.ts';
import { root } from '../workspace.ts';
import { type Neighbour, programs } from './neighbour.ts';

const MIGRATE_MS = 120_000;
const START_MS = 60_000;
const POLL_MS = 100;
const ANSWER_MS = 2_000;

/** Makes the database, brings it up to date and starts the process, each unless it is there. The process ends with the desk. */
export async function startNeighbour(neighbour: Neighbour, say: (line: string) => void): Promise<void> {
  const { scope, data, origin, database, superuser, env } = neighbour;
  await createDatabase(superuser, database.name, database).catch((error: unknown) => {
    throw new Refusal(noAnswer(error), { cause: error });
  });
  if (await isReady(origin)) return;
  const migrated = await runNode({
    name: `Migrating ${database.name}`,
    args: [programs.migrate, '--for-move'],
    cwd: root,
    env,
    limitMs: MIGRATE_MS,
  });
  for (const line of migrated.trim().split('\n')) say(line);
  const logFile = join(data, 'log', `${scope}.log`);
  mkdirSync(join(data, 'log'), { recursive: true });
  if (existsSync(logFile)) renameSync(logFile, `${logFile}.1`);
  const log = openSync(logFile, 'w');
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

const noAnswer = (error: unknown) =>
  `PostgreSQL does not answer (${error instanceof Error ? error.message : error}): does the desk run, with --postgres?`;

/** Whether its database has been made and brought up to date once. Changes nothing. */
export async function isPrepared({ scope, database }: Neighbour): Promise<boolean> {
  const client = new Client({ connectionString: database.url, connectionTimeoutMillis: ANSWER_MS, statement_timeout: ANSWER_MS });
  try {
    await client.connect();
    const { rowCount } = await client.query('select 1 from pg_tables where schemaname = $1 limit 1', [scope]);
    return (rowCount ?? 0) > 0;
  } catch (error) {
    // Of the codes of PostgreSQL: there is no such user, whose password is wrong therefore; no such database.
    if (['28P01', '28000', '3D000'].includes((error as { code?: string }).code ?? '')) return false;
    throw new Refusal(noAnswer(error), { cause: error });
  } finally {
    await client.end();
  }
}

/** Its domain is served, or in the middle of a move. */
export async function isReady(origin: string): Promise<boolean> {
  return fetch(`${origin}/health`, { signal: AbortSignal.timeout(ANSWER_MS) }).then(
    async (answer) => {
      await answer.body?.cancel();
      return answer.ok;
    },
    () => false,
  );
}
