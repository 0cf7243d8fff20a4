import { z } from 'zod/mini';

/**
 * What a host is, as far as its name tells (no DNS): `forbidden` is never an upstream nor a CDN: unspecified, link-local, multicast,
 * broadcast, and where clouds keep their machines' credentials. `loopback` and `private` are inside, RFC 1122, 1918, 4193, 6598.
 */
export type AddressKind = 'public' | 'loopback' | 'private' | 'forbidden';

/** IPv4 networks by kind: first address and length of the prefix. */
const networks: readonly (readonly [string, number, AddressKind])[] = [
  ['0.0.0.0', 8, 'forbidden'],
  ['169.254.0.0', 16, 'forbidden'],
  ['100.100.100.200', 32, 'forbidden'],
  ['224.0.0.0', 3, 'forbidden'],
  ['127.0.0.0', 8, 'loopback'],
  ['10.0.0.0', 8, 'private'],
  ['100.64.0.0', 10, 'private'],
  ['172.16.0.0', 12, 'private'],
  ['192.168.0.0', 16, 'private'],
];
const metadataNames = new Set(['metadata.google.internal', 'metadata.goog', 'instance-data.ec2.internal']);

/** `hostname` as `new URL(…)` spells it: lower case, IPv4 in four decimal parts, IPv6 compressed and in brackets. */
export function addressKind(hostname: string): AddressKind {
  const name = hostname.replace(/\.$/, '');
  if (name === 'localhost' || name.endsWith('.localhost')) return 'loopback';
  if (metadataNames.has(name)) return 'forbidden';
  if (name.startsWith('[')) return kindOfIpv6(name.slice(1, -1));
  return /^\d+\.\d+\.\d+\.\d+$/.test(name) ? kindOfIpv4(numberOf(name)) : 'public';
}

function kindOfIpv4(address: number): AddressKind {
  const found = networks.find(
    ([first, prefix]) => Math.floor(address / 2 ** (32 - prefix)) === Math.floor(numberOf(first) / 2 ** (32 - prefix)),
  );
  return found?.[2] ?? 'public';
}

function kindOfIpv6(text: string): AddressKind {
  if (text === '::1') return 'loopback';
  if (text === '::') return 'forbidden';
  // IPv4 in IPv6 clothes: mapped (RFC 4291 §2.5.5.2), and by NAT64 (RFC 6052).
  const dressed = /^(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(text);
  if (dressed) return kindOfIpv4(Number.parseInt(dressed[1] ?? '', 16) * 65_536 + Number.parseInt(dressed[2] ?? '', 16));
  if (text === 'fd00:ec2::254') return 'forbidden';
  const first = Number.parseInt(text.split(':')[0] || '0', 16);
  if (first >= 0xfe80 && first <= 0xfebf) return 'forbidden';
  if (first >= 0xff00) return 'forbidden';
  return first >= 0xfc00 && first <= 0xfdff ? 'private' : 'public';
}

const numberOf = (ipv4: string): number => ipv4.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

/** An absolute http(s) URL to put paths behind. Anything that could carry code, credentials or a hidden part is refused. */
export const originUrlSchema = z.string().check(
  z.maxLength(300),
  z.refine((text) => {
    if (!URL.canParse(text)) return false;
    const url = new URL(text);
    return /^https?:$/.test(url.protocol) && !(url.username || url.password || url.search || url.hash);
  }, 'an absolute http(s) URL without credentials, query or fragment'),
  z.refine(
    (text) => !URL.canParse(text) || addressKind(new URL(text).hostname) !== 'forbidden',
    'an address that nothing may be forwarded to: unspecified, link-local, multicast, or a cloud’s metadata',
  ),
);
