import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import { connect, credsAuthenticator, type NatsConnection } from '@nats-io/transport-node';

/** How to reach NATS. Files are read again at each attempt, so a renewed one needs no restart. */
export interface NatsAccess {
  /** `nats://host:4222` or `tls://host:4222`; several are tried in turn. */
  servers: readonly string[];
  user?: string;
  password?: string;
  token?: string;
  credentialsFile?: string;
  /** PEM files. */
  tls?: { caFile?: string; certFile?: string; keyFile?: string };
}

const CONNECT_TIMEOUT_MS = 3_000;
const PING_INTERVAL_MS = 5_000;
const MAX_MISSED_PINGS = 2;

/** One connection, for as long as it lasts: who uses it is told when it ends and opens another. */
export async function connectNats({ servers, user, password, token, credentialsFile, tls }: NatsAccess): Promise<NatsConnection> {
  const urls = servers.map((server) => new URL(server));
  const isSecure = tls !== undefined || urls.some(({ protocol }) => protocol === 'tls:');
  return connect({
    servers: urls.map(({ hostname, port }) => `${hostname}:${port || '4222'}`),
    name: 'gateway',
    ...(user === undefined ? {} : { user, pass: password ?? '' }),
    ...(token === undefined ? {} : { token }),
    ...(credentialsFile === undefined ? {} : { authenticator: credsAuthenticator(await readFile(credentialsFile)) }),
    ...(isSecure ? { tls: { ...tls, ...{ checkServerIdentity: identityCheck(urls.map(({ hostname }) => hostname)) } } } : {}),
    timeout: CONNECT_TIMEOUT_MS,
    pingInterval: PING_INTERVAL_MS,
    maxPingOut: MAX_MISSED_PINGS,
    // Its own way of reconnecting would keep what is sent meanwhile, and write it when the caller has long been told that it failed.
    reconnect: false,
    ignoreClusterUpdates: true,
    noAsyncTraces: true,
  });
}

/** The client names no host when the address is an IP, and Node then asks for “localhost”: the certificate has to be for one of the addresses given. */
function identityCheck(hosts: readonly string[]) {
  const names = hosts.map((host) => host.replace(/^\[|\]$/g, ''));
  const addresses = names.filter((name) => isIP(name) !== 0);
  return (name: string, certificate: PeerCertificate): Error | undefined => {
    if (addresses.length === 0 || names.includes(name)) return checkServerIdentity(name, certificate);
    const problems = addresses.map((address) => checkServerIdentity(address, certificate));
    return problems.includes(undefined) ? undefined : problems[0];
  };
}
