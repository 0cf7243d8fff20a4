/** Files (PEM) with which the server speaks TLS; with `ca`, clients need a certificate of that authority. */
export type NatsTls = { cert: string; key: string; ca?: string };

export type NatsConfig = {
  port: number;
  /** Null: whoever reaches the port may do everything. */
  user: { name: string; password: string } | null;
  prefix?: string;
  tls?: NatsTls;
  pidFile: string;
  storeFolder: string;
};

/** The configuration of a single server. Strings are JSON, which NATS's own format reads. */
export function writeNatsConfig({ port, user, prefix, tls, pidFile, storeFolder }: NatsConfig): string {
  const subjects = prefix === undefined ? ['>'] : [`${prefix}.>`, '$JS.API.>', '$JS.ACK.>', '$JS.FC.>', '_INBOX.>'];
  const quote = JSON.stringify;
  const lines = [
    `listen: ${quote(`127.0.0.1:${port}`)}`,
    'server_name: "desk"',
    `pid_file: ${quote(pidFile)}`,
    'max_payload: 1MB',
    'max_connections: 1000',
    // A client that does not read what it is sent is cut off before it fills the server's memory.
    'max_pending: 64MB',
    'write_deadline: "10s"',
    `jetstream { store_dir: ${quote(storeFolder)}, max_memory_store: 256MB, max_file_store: 10GB }`,
    ...(user
      ? [
          `authorization { users: [ { user: ${quote(user.name)}, password: ${quote(user.password)}, permissions: { publish: ${quote(subjects)}, subscribe: ${quote(subjects)} } } ] }`,
        ]
      : []),
    ...(tls ? [tlsBlock(tls)] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function tlsBlock({ cert, key, ca }: NatsTls): string {
  const authority = ca === undefined ? '' : `, ca_file: ${JSON.stringify(ca)}, verify: true`;
  return `tls { cert_file: ${JSON.stringify(cert)}, key_file: ${JSON.stringify(key)}${authority}, timeout: 5 }`;
}
