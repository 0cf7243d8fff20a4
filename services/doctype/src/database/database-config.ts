/** Tables are known by name at run time only; each domain narrows this to its own. */
// biome-ignore lint/suspicious/noExplicitAny: Kysely's own spelling of "a database whose tables are not known here"
export type AnyDatabase = any;

export type DatabaseConfig = PGliteConfig | PostgresConfig;

/** PostgreSQL inside this process. Two processes must not share a folder: the host locks it. */
export interface PGliteConfig {
  engine: 'pglite';
  /** Absent: in memory. */
  folder?: string;
}

export interface PostgresConfig {
  engine: 'postgres';
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  /** As node-postgres takes it: `true`, or with `ca`, `cert`, `key`, `rejectUnauthorized`. */
  ssl?: boolean | { ca?: string; cert?: string; key?: string; rejectUnauthorized?: boolean };
  /** Connections at most; 10. */
  poolMax?: number;
  /** Callers that may wait for a connection; the next is refused at once (`overloaded`); 1000. */
  waitingMax?: number;
  /** How long one waits for a connection; 5,000. */
  acquireMs?: number;
  /** How long one statement runs; 15,000. Migrations take what they need. */
  statementMs?: number;
  /** What `pg_stat_activity` shows; `business-m`. */
  applicationName?: string;
}
