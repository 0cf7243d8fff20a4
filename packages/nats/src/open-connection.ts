import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import { connect, credsAuthenticator, type NatsConnection, type NodeConnectionOptions } from '@nats-io/transport-node';

/** How to reach NATS. Files are read again for each connection, so a renewed one needs no restart. */
export interface NatsAccess {
  /** `nats://host:4222` or `tls://host:4222`; several are tried in turn. */
  servers: readonly string[];
  name?: string;
  user?: string;
  password?: string;
  token?: string;
  credentialsFile?: string;
  /** PEM files. */
  tls?: { caFile?: string; certFile?: string; keyFile?: string };
}

const CONNECT_TIMEOUT_MS = 5_000;
const PING_INTERVAL_MS = 5_000;
const MAX_MISSED_PINGS = 2;

/** One connection, for as long as it lasts: its user is told when it ends and opens another (`openNatsLink`). */
export async function openConnection(access: NatsAccess, { inboxPrefix }: { inboxPrefix?: string } = {}): Promise<NatsConnection> {
  const { token, credentialsFile, tls, name = 'business-m' } = access;
  const addresses = readAddresses(access.servers);
  const { user, password } = access.user === undefined ? addresses : access;
  return connect({
    servers: addresses.hosts,
    name,
    ...(inboxPrefix === undefined ? {} : { inboxPrefix }),
    ...(user === undefined ? {} : { user, pass: password ?? '' }),
    ...(token === undefined ? {} : { token }),
    ...(credentialsFile === undefined ? {} : { authenticator: credsAuthenticator(await readFile(credentialsFile)) }),
    ...(tls || addresses.isSecure ? { tls: { ...tls, ...{ checkServerIdentity: identityCheck(addresses.hosts) } } } : {}),
    timeout: CONNECT_TIMEOUT_MS,
    pingInterval: PING_INTERVAL_MS,
    maxPingOut: MAX_MISSED_PINGS,
    // The client's own reconnecting keeps what is sent meanwhile without limit, sends it after the caller was told that it failed,
    // and does not say why it cannot connect.
    reconnect: false,
    ignoreClusterUpdates: true,
    noAsyncTraces: true,
  } satisfies NodeConnectionOptions);
}

/** `host:port` of each server. @throws when one cannot be read; without repeating it, since a password may be part of it. */
export function hostsOf(servers: readonly string[]): string[] {
  return readAddresses(servers).hosts;
}

function readAddresses(servers: readonly string[]): { hosts: string[]; isSecure: boolean; user?: string; password?: string } {
  if (servers.length === 0) throw new TypeError('no NATS server is given');
  const urls = servers.map((server, index) => {
    const url = URL.parse(server.includes('://') ? server : `nats://${server}`);
    if (url && ['nats:', 'tls:'].includes(url.protocol) && url.hostname !== '') return url;
    throw new TypeError(`NATS server ${index + 1} of ${servers.length} is no address such as nats://host:4222`);
  });
  const named = urls.find(({ username }) => username !== '');
  return {
    hosts: urls.map(({ hostname, port }) => `${hostname}:${port || '4222'}`),
    isSecure: urls.some(({ protocol }) => protocol === 'tls:'),
    ...(named ? { user: decodeURIComponent(named.username), password: decodeURIComponent(named.password) } : {}),
  };
}

/** Node verifies “localhost” where the address is an IP: the certificate has to be for one of the given IP addresses instead. */
function identityCheck(hosts: readonly string[]): (name: string, certificate: PeerCertificate) => Error | undefined {
  const names = hosts.map((host) => URL.parse(`nats://${host}`)?.hostname.replace(/^\[|\]$/g, '') ?? '');
  const addresses = names.filter((name) => isIP(name) !== 0);
  return (name, certificate) => {
    if (addresses.length === 0 || names.includes(name)) return checkServerIdentity(name, certificate);
    const problems = addresses.map((address) => checkServerIdentity(address, certificate));
    return problems.includes(undefined) ? undefined : problems[0];
  };
}
