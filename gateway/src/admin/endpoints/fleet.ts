import { type DesiredState, judgeNeeds } from '@business-m/contract';
import type { FleetRemote } from '@business-m/contract/admin';
import type { HydratedState } from '@business-m/manifest/resolve';
import { ifRefused, inParallel } from '@business-m/manifest/store';
import type { UpstreamHealth } from '../../discovery/doctype-owners.ts';
import type { AdminParts } from '../admin-parts.ts';
import type { AdminHandlers } from '../admin-route.ts';
import type { Asked } from '../asked.ts';
import { readOthers } from '../fleet/other-releases.ts';
import { createPublishedReleases } from '../fleet/published-releases.ts';

/** Calls of the CDN and of the counts at once. */
const PARALLEL = 32;

/** What the environment served here consists of, and how it does. */
export function fleetHandlers(parts: AdminParts): AdminHandlers<'fleet' | 'gate' | 'stack'> {
  const { environment, manifest, health, owners, editor, shell, now = () => new Date() } = parts;
  const published = createPublishedReleases({ source: editor.preview.source, now });
  /** What remotes may use of the shell. */
  const offered = () => ({ hostApi: shell.json.hostApi, shared: shell.json.shared });

  function stateInForce({ refusal }: Asked<'fleet' | 'gate' | 'stack'>) {
    const state = manifest.current();
    if (state) return state;
    throw refusal('manifest-unavailable', 'The desk does not know its parts yet. Try again in a moment.', { retryAfterSeconds: 2 });
  }

  return {
    async fleet(asked) {
      const state = stateInForce(asked);
      const { desired, revision } = state;
      const upstreams = owners.health();
      const wanted = Object.entries(desired.remotes).filter(([scope]) => scope === (asked.query.scope ?? scope));
      const remotes = await inParallel(wanted, PARALLEL, async ([scope, remote]) => {
        const [found, counts] = await Promise.all([asked.query.published && published.of(state, scope), health.read(scope)]);
        const more = { ...(found && { published: found }), ...needsOf(state, scope) };
        return { scope, remote, ...more, health: [...counts], upstream: upstreamOf(desired, scope, upstreams) };
      });
      const { windowMinutes } = health;
      return { body: { environment, revision, cdn: desired.cdn, windowMinutes, shell: { build: shell.build, ...offered() }, remotes } };
    },

    async stack(asked) {
      const { scope, release, stack } = asked.query;
      const found = await editor.preview.source.read(stateInForce(asked).desired.cdn, scope, release).catch(ifRefused(null));
      if (!found) return { body: { stack: null, reason: 'The description of this release cannot be read.' } };
      const mapped = parts.stacks.map({ ...found, scope }, stack);
      if (mapped) return { body: await mapped };
      throw asked.refusal('overloaded', 'Many stacks are being looked at. Try again in a moment.', { retryAfterSeconds: 2 });
    },

    async gate(asked) {
      const { desired, releases } = stateInForce(asked);
      const served = Object.values(releases).flatMap((found) =>
        Object.values(found).map(({ id, remote }) => ({ environment, id, remote })),
      );
      const others = await readOthers(parts, desired.cdn);
      const consents = { ...others.consents, [environment]: desired.policy?.consent ?? {} };
      const offer = { ...offered(), imports: Object.keys(shell.json.imports) };
      const policy = desired.policy && { policy: desired.policy };
      return { body: { shell: offer, ...policy, consents, releases: [...served, ...others.releases] } };
    },
  };
}

function needsOf({ desired, releases }: HydratedState, scope: string): Pick<FleetRemote, 'needs'> {
  const needs = new Set(Object.values(releases[scope] ?? {}).flatMap(({ remote }) => remote.needs ?? []));
  return needs.size > 0 ? { needs: judgeNeeds([...needs], desired.policy?.consent?.[scope]) } : {};
}

/** Where a remote's own calls go, and whether anybody answers there. */
function upstreamOf(
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
