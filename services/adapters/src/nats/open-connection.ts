import { readFile } from 'node:fs/promises';
import { type Authenticator, connect, credsAuthenticator, type NatsConnection, type NodeConnectionOptions } from '@nats-io/transport-node';
import type { NatsOptions } from './nats-options.ts';
import type { ServerAddresses } from './server-addresses.ts';
import { identityCheck } from './server-identity.ts';

const CONNECT_TIMEOUT_MS = 5_000;
const PING_INTERVAL_MS = 10_000;
const MAX_MISSED_PINGS = 2;

/** One connection, for as long as it lasts: who uses it is told when it ends and opens another. */
export async function openConnection(options: NatsOptions, addresses: ServerAddresses, inboxPrefix: string): Promise<NatsConnection> {
  const { token, credentialsFile, tls } = options;
  const { user, password } = options.user === undefined ? addresses : options;
  return connect({
    servers: addresses.hosts,
    name: options.name ?? 'business-m',
    inboxPrefix,
    ...(user === undefined ? {} : { user, pass: password ?? '' }),
    ...(token === undefined ? {} : { token }),
    ...(credentialsFile === undefined ? {} : { authenticator: await credentials(credentialsFile) }),
    ...(tls || addresses.secure ? { tls: { ...tls, ...{ checkServerIdentity: identityCheck(addresses.hosts) } } } : {}),
    timeout: CONNECT_TIMEOUT_MS,
    pingInterval: PING_INTERVAL_MS,
    maxPingOut: MAX_MISSED_PINGS,
    // Its own way of reconnecting would keep what is sent meanwhile in memory without limit, and not say why it fails.
    reconnect: false,
    ignoreClusterUpdates: true,
    noAsyncTraces: true,
  } satisfies NodeConnectionOptions);
}

async function credentials(file: string): Promise<Authenticator> {
  return credsAuthenticator(await readFile(file));
}
