import { randomUUID } from 'node:crypto';
import type { PGlite } from '@electric-sql/pglite';
import type { Kysely } from 'kysely';
import { Pool } from 'pg';
import type { AnyDatabase, DatabaseConfig, PostgresConfig } from '../database/database-config.ts';
import { makePGlite, openDatabase, openWith } from '../database/open-database.ts';

export interface TestDatabase {
  db: Kysely<AnyDatabase>;
  /** To open it a second time, as another process would; PGlite in memory cannot be. */
  config: DatabaseConfig;
  /** Closes it and leaves nothing behind. */
  close(): Promise<void>;
}

/** An empty database of the engine that `TEST_DATABASE` names: `pglite` (in memory, the default) or `postgres`. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const engine = process.env.TEST_DATABASE || 'pglite';
  if (engine === 'postgres') return openTestPostgres();
  if (engine !== 'pglite') throw new Error(`TEST_DATABASE is “${engine}”; it is “pglite” or “postgres”`);
  return openTestPGlite();
}

/** Those of this worker that nobody has, emptied: making one takes two seconds of processor. */
const idle: PGlite[] = [];

/** An empty PGlite in memory. */
export async function openTestPGlite(): Promise<TestDatabase> {
  const pglite = idle.pop() ?? (await makePGlite());
  const db = await openWith(pglite, async () => {
    await empty(pglite);
    idle.push(pglite);
  });
  return { db, config: { engine: 'pglite' }, close: () => db.destroy() };
}

async function empty(pglite: PGlite): Promise<void> {
  const { rows } = await pglite.query<{ name: string }>(
    "select quote_ident(nspname) as name from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'",
  );
  for (const { name } of rows) await pglite.exec(`drop schema ${name} cascade`);
  await pglite.exec('create schema public');
  await pglite.exec('discard all');
}

/** A database of its own on the tests' PostgreSQL, whatever `TEST_DATABASE` says; with `limits` of its own. */
export async function openTestPostgres(limits: Partial<PostgresConfig> = {}): Promise<TestDatabase & { config: PostgresConfig }> {
  const server = await testServer();
  const database = `desk_${randomUUID().replaceAll('-', '')}`;
  // Copying files takes an eighth of the time of writing them to the log, which is for servers that others lean on.
  await asSuperuser(server, `create database ${database} template template0 strategy file_copy`);
  const config: PostgresConfig = { ...server, database, ...limits };
  const db = await openDatabase(config);
  return {
    db,
    config,
    async close() {
      await db.destroy();
      await asSuperuser(server, `drop database ${database} with (force)`);
    },
  };
}

/** Started by the tests' global set-up, or by somebody else who says so in `TEST_POSTGRES_URL`. */
async function testServer(): Promise<PostgresConfig> {
  const url = new URL(process.env.TEST_POSTGRES_URL || (await providedUrl()));
  return {
    engine: 'postgres',
    host: url.hostname,
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1) || 'postgres',
  };
}

async function providedUrl(): Promise<string> {
  const { inject } = await import('vitest');
  const url = inject('postgresUrl' as never) as string | undefined;
  if (!url) throw new Error('these tests need PostgreSQL: the global set-up starts it, or TEST_POSTGRES_URL says where it is');
  return url;
}

/** One connection for all files of a worker: a new one is a new process of the server. */
let superuser: Pool | null = null;

async function asSuperuser({ host, port, user, password, database }: PostgresConfig, statement: string): Promise<void> {
  superuser ??= new Pool({ host, port, user, password, database, max: 1, idleTimeoutMillis: 60_000, allowExitOnIdle: true });
  await superuser.query(statement);
}
