import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { freePorts } from '../process/free-port.ts';
import { waitUntilReady } from '../process/health.ts';
import { ensureNats } from '../programs/find-program.ts';
import { type NatsTls, type NatsUser, writeNatsConfig } from './nats-config.ts';
import { permitPrefix } from './nats-permissions.ts';
import { describeServer, keepPassword, startProgram } from './server.ts';

const START_MS = 30_000;
const GREETING_MS = 2_000;
const VERSION_MS = 10_000;
/** 2.10 of the server, as `readVersion` tells it. */
const SYNC_SINCE = 2_010;

export type NatsServerOptions = {
  /** Holds the streams, the password, the configuration and the log. A later start with the same folder continues. */
  folder: string;
  /** A free one when absent. */
  port?: number;
  /** Takes what the server prints; a file in the folder when absent. */
  logFile?: string;
  /** `desk` when absent; null: no client needs credentials, for tests. */
  user?: string | null;
  /** A random one, kept in the folder, when absent. */
  password?: string;
  /** Clients must speak TLS. */
  tls?: NatsTls;
  /** The only prefix the user may use; every one when absent. */
  prefix?: string;
  /** More users, with their rights. */
  users?: readonly NatsUser[];
};

/** A NATS with JetStream of our own on this machine's loopback. */
export type NatsServer = Awaited<ReturnType<typeof startNats>>;

/** Starts nats-server on loopback until it takes connections; it ends with this process. @throws StartFailure with its last lines. */
export async function startNats(options: NatsServerOptions) {
  const program = ensureNats();
  const { folder, user = 'desk', tls } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const password = options.password ?? keepPassword(join(folder, 'password'));
  const [free = 0] = options.port === undefined ? await freePorts(1) : [options.port];
  const pidFile = join(realpathSync(folder), 'pid');
  rmSync(pidFile, { force: true });
  const configFile = join(folder, 'nats.conf');
  const permissions = options.prefix === undefined ? { publish: ['>'], subscribe: ['>'] } : permitPrefix(options.prefix);
  const config = writeNatsConfig({
    listen: `127.0.0.1:${free}`,
    users: user === null ? [] : [{ user, password, permissions }, ...(options.users ?? [])],
    ...(tls && { tls }),
    pidFile,
    storeFolder: join(realpathSync(folder), 'data'),
    syncAlways: readVersion(program) >= SYNC_SINCE,
  });
  writeFileSync(configFile, config, { mode: 0o600 });

  const child = startProgram({
    name: 'nats-server',
    command: [program, '--config', configFile],
    stopSignal: 'SIGTERM',
    logFile: options.logFile ?? join(folder, 'nats.log'),
  });
  await waitUntilReady(child, () => greets(free), START_MS);
  const url = `${tls ? 'tls' : 'nats'}://127.0.0.1:${free}`;
  const server = describeServer(child, Number(readFileSync(pidFile, 'utf8')));
  return { ...server, url, port: free, user: user ?? '', password: user === null ? '' : password };
}

/** 2 010 for version 2.10. */
function readVersion(program: string): number {
  const printed = execFileSync(program, ['--version'], { encoding: 'utf8', timeout: VERSION_MS });
  const [, major = '0', minor = '0'] = /v(\d+)\.(\d+)/.exec(printed) ?? [];
  return Number(major) * 1_000 + Number(minor);
}

/** Whether a NATS server with JetStream greets: it does so by itself, before TLS and credentials. */
function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: GREETING_MS });
    const answer = (greeted: boolean) => {
      socket.destroy();
      resolve(greeted);
    };
    socket.setEncoding('utf8');
    socket.once('data', (text: string) => answer(text.startsWith('INFO ') && text.includes('"jetstream":true')));
    for (const event of ['timeout', 'error', 'close']) socket.once(event, () => answer(false));
  });
}
