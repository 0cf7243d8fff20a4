import { isIPv6 } from 'node:net';

const EVERYWHERE: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' };

/** The host of an URL under which this machine reaches what listens on `HOST`. */
export function ownAddress(host: string | undefined): string {
  if (!host) return '127.0.0.1';
  return EVERYWHERE[host] ?? (isIPv6(host) ? `[${host}]` : host);
}

/** The host under which a person's browser finds it: `localhost`, unless it listens on an address of the network alone. */
export function personsAddress(host: string | undefined): string {
  const own = ownAddress(host);
  return /^(127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/.test(own) ? 'localhost' : own;
}
