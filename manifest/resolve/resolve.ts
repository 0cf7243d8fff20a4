import { hash } from 'node:crypto';
import { judgeNeeds, type Resolution } from '@business-m/contract';
import type { HydratedState } from './hydrated-state.ts';
import type { Caller } from './match-audience.ts';
import { releaseFor } from './release-for.ts';
import { remoteVariant, screensFor } from './resolved-remote.ts';

const DISABLED_MESSAGE = 'This part of the desk is switched off for the moment.';

/** What a caller gets of a desired state. Pure. Remotes are frozen and shared; `state` must not be changed after its first use here. */
export function resolve(state: HydratedState, caller: Caller): Resolution {
  const { desired, revision } = state;
  const remotes: Resolution['remotes'] = [];
  const disabled: Resolution['disabled'] = [];
  const digests: string[] = [];
  const granted = new Set<string>();
  const consent = desired.policy?.consent ?? {};
  for (const [scope, { enabled, title, message }] of Object.entries(desired.remotes)) {
    const release = releaseFor(state, scope, caller);
    if (!enabled) {
      if (!release || screensFor(caller, release.remote).routes.length > 0)
        disabled.push({ scope, title, message: message || DISABLED_MESSAGE });
      continue;
    }
    const variant = release && remoteVariant(state, scope, release, caller);
    if (!variant) continue;
    for (const need of judgeNeeds(release.remote.needs, consent[scope]).granted) granted.add(need);
    remotes.push(variant.remote);
    digests.push(variant.digest);
  }
  const all = [...granted].sort();
  const named = [desired.environment, JSON.stringify(disabled), ...digests, ...all];
  const releaseSet = hash('sha256', named.join('\n'), 'base64url').slice(0, 22);
  const may = all.length > 0 && { granted: all };
  return { schemaVersion: 2, revision, environment: desired.environment, releaseSet, remotes, disabled, ...may };
}
