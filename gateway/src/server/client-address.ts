import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** Proxies in front of the gateway whose `X-Forwarded-*` headers are believed: addresses and CIDR ranges. */
export function trustedProxies(list: readonly string[]): BlockList {
  const trusted = new BlockList();
  for (const entry of list) {
    const [address = '', prefix] = entry.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(prefix), family);
  }
  return trusted;
}

/** Who is at the other end. Anybody can write `X-Forwarded-For`, so it counts only as far as trusted proxies wrote it. */
export function clientOf({ socket, headers }: IncomingMessage, trusted: BlockList): { address: string; https: boolean } {
  const peer = plainAddress(socket.remoteAddress ?? '');
  if (!isTrusted(peer, trusted)) return { address: peer, https: 'encrypted' in socket };
  const hops = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((hop) => plainAddress(hop.trim()));
  const address = hops.findLast((hop) => isIP(hop) !== 0 && !isTrusted(hop, trusted)) ?? peer;
  return { address, https: headers['x-forwarded-proto'] === 'https' };
}

const isTrusted = (address: string, trusted: BlockList) =>
  isIP(address) !== 0 && trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** IPv4 as a dual-stack socket spells it. */
const plainAddress = (address: string) => address.replace(/^::ffff:(?=\d+\.)/, '');
