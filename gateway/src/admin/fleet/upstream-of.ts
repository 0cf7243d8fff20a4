import type { DesiredState, FleetRemote } from '@business-m/contract';
import type { UpstreamHealth } from '../../discovery/doctype-owners.ts';

/** Where a remote's own calls go, and whether anybody answers there. */
export function upstreamOf(
  { backend, remotes }: DesiredState,
  scope: string,
  health: Readonly<Record<string, UpstreamHealth>>,
): FleetRemote['upstream'] {
  const served = remotes[scope]?.apiUrl?.slice('/api/'.length) ?? scope;
  const entry = Object.hasOwn(backend.scopes, served) ? backend.scopes[served] : undefined;
  const url = entry && (entry.upstream ?? backend.monolith);
  const found = Object.hasOwn(health, served) ? health[served] : undefined;
  return { url: url ?? null, status: found?.status ?? 'unknown', ...(found?.message !== undefined && { message: found.message }) };
}
