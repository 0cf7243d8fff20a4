import type { PostgresConfig } from '@business-m/doctype';
import type { PostgresServer } from '@business-m/stack/backing';

/** Of every pool that takes part: what is measured is the code, not who has more connections. */
export const POOL_MAX = 10;

/** The same database as a pool of the engine's is told of it. */
export function engineConfig(server: PostgresServer, database: string): PostgresConfig {
  const { username, password, hostname, port } = new URL(server.url(database));
  return {
    engine: 'postgres',
    host: hostname,
    port: Number(port),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database,
    poolMax: POOL_MAX,
  };
}
