import type { NatsPermissions } from './nats-permissions.ts';

/** Files (PEM) with which the server speaks TLS; with `ca`, clients need a certificate of that authority. */
export type NatsTls = { cert: string; key: string; ca?: string };

/** @property password as it stands in the configuration: `$NAME` takes a variable of the server's environment. */
export type NatsUser = { user: string; password: string; permissions: NatsPermissions };

type NatsConfig = {
  listen: string;
  /** Without any, a client needs no credentials and may do everything. */
  users: readonly NatsUser[];
  tls?: NatsTls;
  pidFile?: string;
  storeFolder: string;
  /** Waits for the disk before a message is acknowledged. Servers before 2.10 do not know the setting and refuse it. */
  syncAlways: boolean;
};

const quote = (text: string) => JSON.stringify(text);

/** The configuration of a single server with JetStream. Strings are JSON, which NATS's own format reads. */
export function writeNatsConfig({ listen, users, tls, pidFile, storeFolder, syncAlways }: NatsConfig): string {
  const sync = syncAlways ? ', sync_interval: "always"' : '';
  const lines = [
    `listen: ${quote(listen)}`,
    'server_name: "desk"',
    ...(pidFile === undefined ? [] : [`pid_file: ${quote(pidFile)}`]),
    'max_payload: 1MB',
    'max_connections: 1000',
    '# A client that does not read what it is sent is cut off before it fills the memory.',
    'max_pending: 64MB',
    'write_deadline: "10s"',
    `jetstream { store_dir: ${quote(storeFolder)}, max_memory_store: 256MB, max_file_store: 10GB${sync} }`,
    ...(users.length > 0 ? ['authorization {', '  users: [', ...users.map((user) => `    ${userBlock(user)}`), '  ]', '}'] : []),
    ...(tls ? [tlsBlock(tls)] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function userBlock({ user, password, permissions: { publish, subscribe } }: NatsUser): string {
  const secret = password.startsWith('$') ? password : quote(password);
  const list = (subjects: readonly string[]) => `[${subjects.map(quote).join(', ')}]`;
  return `{ user: ${quote(user)}, password: ${secret}, permissions: { publish: ${list(publish)}, subscribe: ${list(subscribe)} } }`;
}

function tlsBlock({ cert, key, ca }: NatsTls): string {
  const authority = ca === undefined ? '' : `, ca_file: ${quote(ca)}, verify: true`;
  return `tls { cert_file: ${quote(cert)}, key_file: ${quote(key)}${authority}, timeout: 5 }`;
}
