import type { Audience } from '@business-m/contract';
import { ChangeRefusal } from '../change-refusal.ts';
import { type Kinds, own, remoteOf } from '../draft.ts';

/** Changes of the list of remotes, and of who sees one of them. */
export const remoteKinds: Kinds<'add' | 'remove' | 'enable' | 'disable' | 'bind' | 'unbind'> = {
  add(draft, { scope, title, team, release, enabled = true }) {
    if (own(draft.remotes, scope))
      throw new ChangeRefusal('remote-exists', `This environment already has “${scope}”: release a version of it.`, 'scope');
    // Last in the navigation.
    draft.remotes = { ...draft.remotes, [scope]: { title, team, enabled, releases: { stable: release } } };
  },

  /** The backend stays: other remotes may call it. */
  remove(draft, { scope }) {
    remoteOf(draft, scope);
    delete draft.remotes?.[scope];
  },

  enable(draft, { scope }) {
    const remote = remoteOf(draft, scope);
    remote.enabled = true;
    delete remote.message;
  },

  disable(draft, { scope, message }) {
    const remote = remoteOf(draft, scope);
    remote.enabled = false;
    // An old message would give the reason of the last time.
    if (message === undefined) delete remote.message;
    else remote.message = message;
  },

  /** The first binding that matches counts, so a new one goes first; a replaced one keeps its place. */
  bind(draft, { scope, match, release }) {
    const remote = remoteOf(draft, scope);
    const bindings = remote.bindings ?? [];
    const index = bindings.findIndex((binding) => isSameAudience(binding.match, match));
    remote.bindings = index < 0 ? [{ match, release }, ...bindings] : bindings.with(index, { match, release });
  },

  unbind(draft, { scope, match }) {
    const remote = remoteOf(draft, scope);
    const left = remote.bindings?.filter((binding) => !isSameAudience(binding.match, match)) ?? [];
    if (left.length === (remote.bindings?.length ?? 0))
      throw new ChangeRefusal('unknown-binding', `“${scope}” has no release of its own for ${describeAudience(match)}.`, 'match');
    if (left.length > 0) remote.bindings = left;
    else delete remote.bindings;
  },
};

/** `the tenant “acme”`. */
const describeAudience = (match: Audience): string =>
  Object.entries(match)
    .map(([kind, name]) => `the ${kind} “${name}”`)
    .join(' and ');

const isSameAudience = (a: Audience, b: Audience) => a.tenant === b.tenant && a.role === b.role && a.region === b.region;
