import type { Audience } from '@business-m/contract';
import { remoteOf } from '../draft.ts';
import type { ApplyKind } from './change-kind.ts';

/** The first binding that fits counts, so a new one goes first; a replaced one stays where it is. */
export const applyBind: ApplyKind<'bind'> = (draft, { scope, match, release }) => {
  const remote = remoteOf(draft, scope);
  const bindings = remote.bindings ?? [];
  const index = bindings.findIndex((binding) => sameAudience(binding.match, match));
  remote.bindings = index < 0 ? [{ match, release }, ...bindings] : bindings.with(index, { match, release });
};

export function sameAudience(a: Audience, b: Audience): boolean {
  return a.tenant === b.tenant && a.role === b.role && a.region === b.region;
}
