import { spawn } from 'node:child_process';
import { closeSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { createDatabase } from '../backing/postgres.ts';
import { openLog } from '../process/child.ts';
import { Refusal } from '../process/failures.ts';
import { isHealthy } from '../process/health.ts';
import { runNode } from '../process/run.ts';
import { readCompany } from '../start/company.ts';
import { localDatabase, planMovedPlace } from '../start/moved-domains.ts';
import { readSecrets } from '../start/secrets.ts';
import { domains, readSettings } from '../start/settings.ts';
import { root } from '../workspace.ts';

const MIGRATE_MS = 120_000;
const START_MS = 60_000;
const POLL_MS = 100;
const ANSWER_MS = 2_000;
const services = join(root, 'services/host/src');

export type Neighbour = ReturnType<typeof planNeighbour>;

/** What stands beside the monolith of `npm start -- --postgres` when one of its domains has moved out. */
export function planNeighbour(scope: string, env: NodeJS.ProcessEnv) {
  const domain = domains.find((name) => name === scope);
  if (!domain) throw new Refusal(`There is no domain “${scope}”; there is ${domains.join(', ')}.`);
  const { data, ports, movedPorts, env: given } = readSettings(env, 'postgres');
  const postgresPassword = readPassword(data);
  const secrets = readSecrets(data);
  const { postgres = 0, nats = 0 } = ports;
  return {
    scope: domain,
    data,
    ...planMovedPlace({
      domain,
      data,
      ports: { own: movedPorts?.[domain] ?? 0, nats, postgres },
      secrets,
      // It is of the same company, also where the desk was told so in an earlier start.
      env: { ...env, ...given, ...readCompany(data, env) },
    }),
    /** For the way back. */
    monolithDatabase: localDatabase(postgres, 'desk', 'desk', secrets.DESK_DATABASE_PASSWORD),
    superuser: localDatabase(postgres, 'postgres', 'postgres', postgresPassword),
  };
}

function readPassword(data: string): string {
  try {
    return readFileSync(join(data, 'postgres/password'), 'utf8').trimEnd();
  } catch {
    const remedy = 'start the desk with npm start -- --postgres, or name the target with --to and --database';
    throw new Refusal(`${data} holds no PostgreSQL: ${remedy}.`);
  }
}

/** Makes the database, brings it up to date and starts the process, each unless it is there. The process ends with the desk. */
export async function startNeighbour(neighbour: Neighbour, say: (line: string) => void): Promise<void> {
  const { scope, data, origin, database, superuser, env } = neighbour;
  await createDatabase(superuser, database.name, database).catch((error: unknown) => {
    throw new Refusal(noAnswer(error), { cause: error });
  });
  if (await isHealthy(`${origin}/health`)) return;
  const args = [join(services, 'migrate-main.ts'), '--for-move'];
  const migrated = await runNode({ name: `Migrating ${database.name}`, args, cwd: root, env, limitMs: MIGRATE_MS });
  for (const line of migrated.trim().split('\n')) say(line);
  const logFile = join(data, 'log', `${scope}.log`);
  const log = openLog(logFile);
  const child = spawn(process.execPath, ['--import', join(root, 'stack/move/tie-to-desk.ts'), join(services, 'main.ts')], {
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
    if (await isHealthy(`${origin}/health`)) return;
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
