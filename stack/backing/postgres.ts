import { mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { freePorts } from '../process/free-port.ts';
import { waitUntilReady } from '../process/health.ts';
import { ensurePostgres } from '../programs/postgres.ts';
import { clearLeftovers, makeCluster } from './postgres-folder.ts';
import { commandPrefix } from './postgres-user.ts';
import { describeServer, keepPassword, startProgram } from './server.ts';

const START_MS = 60_000;
const CONNECT_MS = 10_000;
const CONNECTIONS_MAX = 200;

export type PostgresOptions = {
  /** Holds the cluster, its password and its log. A later start with the same folder continues. */
  folder: string;
  /** A free one when absent. */
  port?: number;
  /** Takes what the server prints; a file in the folder when absent. */
  logFile?: string;
  /** The superuser's, for a new cluster; a random one when absent. */
  password?: string;
  /** Whether what was acknowledged survives a power cut, and not only a kill -9; true when absent. Without it commits do not wait for the disk. */
  durable?: boolean;
};

/** Who owns a database, and may do nothing elsewhere. */
export type DatabaseOwner = { user: string; password: string };

/** A PostgreSQL of our own on this machine's loopback. */
export type PostgresServer = Awaited<ReturnType<typeof startPostgres>>;

/** Starts PostgreSQL on loopback until it takes connections; it ends with this process. @throws StartFailure with its last lines. */
export async function startPostgres(options: PostgresOptions) {
  const { folder, port, password, durable = true, logFile = join(options.folder, 'postgres.log') } = options;
  const programs = ensurePostgres();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const data = join(realpathSync(folder), 'data');
  const passwordFile = join(folder, 'password');
  const secret = keepPassword(passwordFile, password);
  const prefix = commandPrefix(folder);
  await makeCluster({ data, programs, prefix, passwordFile, durable });
  await clearLeftovers(data);

  const [free = 0] = port === undefined ? await freePorts(1) : [port];
  const child = startProgram({
    name: 'postgres',
    command: [...prefix, programs.postgres, '-D', data, ...settings(free, durable)],
    // Fast shutdown: open transactions are rolled back, nobody is waited for.
    stopSignal: 'SIGINT',
    logFile,
  });
  await waitUntilReady(child, () => readPid(data) !== null, START_MS);
  /** A connection string; of the superuser and for the database `postgres` unless told otherwise. */
  const url = (database = 'postgres', owner: DatabaseOwner = { user: 'postgres', password: secret }) =>
    `postgres://${encodeURIComponent(owner.user)}:${encodeURIComponent(owner.password)}@127.0.0.1:${free}/${encodeURIComponent(database)}`;
  return {
    ...describeServer(child, readPid(data) ?? 0),
    port: free,
    url,
    /** Makes sure that the database exists, with this owner and password when given. */
    createDatabase: (name: string, owner?: DatabaseOwner) => createDatabase(url(), name, owner),
  };
}

function settings(port: number, durable: boolean): string[] {
  const pairs = {
    listen_addresses: '127.0.0.1',
    port,
    // The path of a socket is limited to about 100 characters, which a data folder may exceed.
    unix_socket_directories: '',
    max_connections: CONNECTIONS_MAX,
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    // Short statements gain nothing from compiling, and the first ones lose.
    jit: 'off',
    // Commits go on reaching the kernel before they are acknowledged, so that a kill -9 loses nothing either way.
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(pairs).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** The server's process id once it takes connections. Line 8 says so, which is how pg_ctl knows, too. */
function readPid(data: string): number | null {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    return lines[7]?.trim() === 'ready' ? Number(lines[0]) : null;
  } catch {
    return null;
  }
}

/** Makes sure that a database and its owner exist, on a server that runs already. */
export async function createDatabase(superuser: string, name: string, owner?: DatabaseOwner): Promise<void> {
  const client = new Client({ connectionString: superuser, connectionTimeoutMillis: CONNECT_MS, statement_timeout: START_MS });
  await client.connect();
  try {
    if (owner) {
      const user = escapeIdentifier(owner.user);
      const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [owner.user]);
      await client.query(`${rowCount ? 'alter' : 'create'} role ${user} login password ${escapeLiteral(owner.password)}`);
    }
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (!rowCount) await client.query(`create database ${escapeIdentifier(name)}`);
    if (owner) {
      await client.query(`alter database ${escapeIdentifier(name)} owner to ${escapeIdentifier(owner.user)}`);
      await client.query(`revoke connect on database ${escapeIdentifier(name)} from public`);
    }
  } finally {
    await client.end();
  }
}
