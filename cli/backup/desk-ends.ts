import { Option } from 'commander';
import { gatewayAddress } from '../admin/credentials.ts';
import type { Desk } from '../desk.ts';
import { usageFailure } from '../desk-failure.ts';
import { readSurroundings } from '../surroundings.ts';
import { type GatewayEnd, gatewayEnd } from './gateway-end.ts';
import type { Parts } from './parts.ts';
import { type ServicesEnd, servicesEnd } from './services-end.ts';

export const servicesOption = () =>
  new Option('--services <url...>', 'addresses of the services processes, where this machine does not reach them as the gateway does');

interface Ends {
  services: ServicesEnd[];
  /** Domains that the manifest names; none where the gateway was not asked. */
  scopes: string[];
  gateway: GatewayEnd | null;
}

/** The processes of a desk: the gateway knows where the services are, unless they were typed. */
export async function desksEnds(desk: Desk, typed: { gateway?: string; services?: string[] }, parts: Parts): Promise<Ends> {
  const secret = readSurroundings(desk.env).secret();
  const needed = parts.manifest || parts.users || (parts.data && typed.services === undefined);
  const gateway = needed ? gatewayEnd(gatewayAddress(typed.gateway, desk.env), secret) : null;
  const named = parts.data && gateway ? (await gateway.read()).upstreams : {};
  const origins = parts.data
    ? new Set(typed.services?.map(originOf) ?? Object.values(named).map((url) => new URL(url).origin))
    : new Set<string>();
  return {
    services: [...origins].map((origin) => servicesEnd(origin, secret)),
    scopes: Object.keys(named),
    gateway: parts.manifest || parts.users ? gateway : null,
  };
}

function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '') return url.origin;
  throw usageFailure(`“${text}” is not the address of a process, such as http://127.0.0.1:8082.`);
}
