import { AsyncLocalStorage } from 'node:async_hooks';
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import type { PoolClient, QueryConfig } from 'pg';
import { type DatabaseName, isStalePlan, translateDriverError } from './database-error.ts';
import type { StatementNames } from './statement-names.ts';

const unlimited = new AsyncLocalStorage<true>();

/** Statements of `work` may take as long as they need: for migrations. The server's own limit is lifted by `set local statement_timeout`. */
export function withoutStatementLimit<T>(work: () => Promise<T>): Promise<T> {
  return unlimited.run(true, work);
}

export interface ConnectionOptions {
  name: DatabaseName;
  statements: StatementNames;
  /** After which a server that went silent is given up; more than the server's own limit. */
  queryMs: number;
}

/** One client of the pool while it is checked out. */
export class PostgresConnection implements DatabaseConnection {
  readonly #client: PoolClient;
  readonly #options: ConnectionOptions;
  #broken = false;
  inTransaction = false;

  constructor(client: PoolClient, options: ConnectionOptions) {
    this.#client = client;
    this.#options = options;
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    try {
      return await this.#send<Row>(sql, parameters);
    } catch (error) {
      if (!isStalePlan(error)) throw error;
      this.#options.statements.renew();
      // Inside a transaction it is aborted already: whoever runs it begins again.
      if (this.inTransaction) throw error;
      return this.#send<Row>(sql, parameters);
    }
  }

  async #send<Row>(sql: string, parameters: readonly unknown[]): Promise<QueryResult<Row>> {
    const { name, statements, queryMs } = this.#options;
    const query: QueryConfig & { query_timeout?: number } = { text: sql, values: [...parameters] };
    const prepared = parameters.length > 0 ? statements.of(sql) : undefined;
    if (prepared !== undefined) query.name = prepared;
    if (!unlimited.getStore()) query.query_timeout = queryMs;
    try {
      const { command, rowCount, rows } = await this.#client.query(query);
      const changes = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE';
      return changes ? { numAffectedRows: BigInt(rowCount ?? 0), rows } : { rows };
    } catch (error) {
      // Any other failure leaves the connection in an unknown state.
      if (!(error instanceof Error && 'severity' in error && error.severity === 'ERROR')) this.#broken = true;
      throw translateDriverError(error, name);
    }
  }

  /** For `begin`, `commit`, `rollback`; answers the server's command tag: committing an aborted transaction gives `ROLLBACK`. */
  async command(text: string): Promise<string> {
    const { name, queryMs } = this.#options;
    const limit = unlimited.getStore() ? {} : { query_timeout: queryMs };
    try {
      return (await this.#client.query({ text, ...limit } as QueryConfig)).command;
    } catch (error) {
      this.#broken = true;
      throw translateDriverError(error, name);
    }
  }

  // biome-ignore lint/correctness/useYield: streaming is not offered; lists have pages
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('the engine reads in pages, it does not stream');
  }

  release(): void {
    this.#client.release(this.#broken);
  }
}
