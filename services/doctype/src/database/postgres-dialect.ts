import { Unavailable } from '@business-m/protocols';
import { type Dialect, type Driver, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type TransactionSettings } from 'kysely';
import { Pool, types } from 'pg';
import type { PostgresConfig } from './database-config.ts';
import { translateDriverError } from './database-error.ts';
import { type ConnectionOptions, PostgresConnection } from './postgres-connection.ts';
import { refuseNestedConnection } from './run-transaction.ts';
import { createStatementNames } from './statement-names.ts';
import { typeParsers } from './type-parsers.ts';

const POOL_MAX = 10;
const WAITING_MAX = 1000;
const ACQUIRE_MS = 5_000;
const STATEMENT_MS = 15_000;
/** Later than the server's own limit, so that its error message arrives first. */
const SILENCE_MS = 5_000;
const IDLE_MS = 30_000;
const KEEP_ALIVE_MS = 10_000;

/** A bounded pool of connections: a broken one is dropped and the next caller gets a new one. */
class PostgresDriver implements Driver {
  readonly #pool: Pool;
  readonly #waitingMax: number;
  readonly #connection: ConnectionOptions;

  constructor(config: PostgresConfig) {
    const { host, port, user, database, statementMs = STATEMENT_MS, waitingMax = WAITING_MAX } = config;
    this.#pool = createPool(config, statementMs);
    this.#waitingMax = waitingMax;
    this.#connection = {
      name: { host, port, user, database },
      statements: createStatementNames(),
      queryMs: statementMs + SILENCE_MS,
    };
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PostgresConnection> {
    refuseNestedConnection();
    const { name } = this.#connection;
    if (this.#pool.waitingCount >= this.#waitingMax) {
      throw new Unavailable(`Too many wait for the database “${name.database}” at ${name.host}:${name.port}.`, { code: 'overloaded' });
    }
    try {
      return new PostgresConnection(await this.#pool.connect(), this.#connection);
    } catch (error) {
      throw translateDriverError(error, name);
    }
  }

  async beginTransaction(connection: PostgresConnection, { isolationLevel, accessMode }: TransactionSettings): Promise<void> {
    const modes = [isolationLevel && `isolation level ${isolationLevel}`, accessMode].filter(Boolean).join(', ');
    await connection.command(modes ? `start transaction ${modes}` : 'begin');
    connection.inTransaction = true;
  }

  /** When the connection breaks here the outcome is unknown: it throws, and never counts as success. */
  async commitTransaction(connection: PostgresConnection): Promise<void> {
    connection.inTransaction = false;
    if ((await connection.command('commit')) === 'ROLLBACK')
      throw new Error('a statement of this transaction had failed before: nothing of it was saved');
  }

  async rollbackTransaction(connection: PostgresConnection): Promise<void> {
    connection.inTransaction = false;
    // A connection that cannot roll back is dropped, which rolls back; the caller gets the error that led here.
    await connection.command('rollback').catch(() => undefined);
  }

  async releaseConnection(connection: PostgresConnection): Promise<void> {
    connection.release();
  }

  /** Waits for connections in use, but not for a server that no longer answers. */
  async destroy(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const impatience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, SILENCE_MS);
    });
    await Promise.race([this.#pool.end(), impatience]);
    clearTimeout(timer);
  }
}

function createPool(config: PostgresConfig, statementMs: number): Pool {
  const { host, port, user, password, database, ssl = false, poolMax = POOL_MAX, acquireMs = ACQUIRE_MS } = config;
  const access = { host, port, user, password, database, ssl };
  const pool = new Pool({
    ...access,
    max: poolMax,
    connectionTimeoutMillis: acquireMs,
    idleTimeoutMillis: IDLE_MS,
    statement_timeout: statementMs,
    idle_in_transaction_session_timeout: statementMs + SILENCE_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    application_name: config.applicationName ?? 'business-m',
    types: { getTypeParser: (oid: number, format?: 'text' | 'binary') => typeParsers[oid] ?? types.getTypeParser(oid, format as 'text') },
  });
  // Without listeners a breaking connection would end the process; the next query reports the failure.
  const heard = () => undefined;
  pool.on('error', heard);
  pool.on('connect', (client) => client.on('error', heard));
  return pool;
}

export function postgresDialect(config: PostgresConfig): Dialect {
  return {
    createDriver: () => new PostgresDriver(config),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
  };
}
