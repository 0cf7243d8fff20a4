import { ChangeRefusal } from '../change-refusal.ts';
import { type Draft, type DraftScope, type Kinds, own } from '../draft.ts';

/** Changes of an environment as a whole: where calls go, and whether it may be changed. */
export const environmentKinds: Kinds<'backend' | 'budget' | 'consent' | 'mode' | 'lock' | 'unlock'> = {
  backend(draft, { scope, tenant, upstream }, { hadEntry }) {
    const entry = entryOf(draft, scope, upstream);
    if (tenant === undefined) {
      if (upstream === null) delete entry.upstream;
      else entry.upstream = upstream;
    } else if (upstream !== null) {
      entry.tenants = { ...entry.tenants, [tenant]: { upstream } };
    } else {
      if (!own(entry.tenants, tenant))
        throw new ChangeRefusal('unknown-backend', `Tenant “${tenant}” has no address of its own for “${scope}”.`, 'tenant');
      delete entry.tenants?.[tenant];
      if (Object.keys(entry.tenants ?? {}).length === 0) delete entry.tenants;
    }
    // As it was before: a scope that had no entry had no calls, and one without an address needs a monolith.
    const isEmpty = Object.keys(entry).length === 0;
    if (upstream === null && isEmpty && !(hadEntry(scope) ?? draft.backend?.mode === 'indie')) delete draft.backend?.scopes?.[scope];
  },

  mode(draft, { mode, monolith }) {
    draft.backend = { ...draft.backend, mode, ...(monolith !== undefined && { monolith }) };
  },

  lock(draft, { reason }, { author, now }) {
    draft.policy = { ...draft.policy, locked: { reason, by: author.name, at: now.toISOString() } };
  },

  unlock(draft) {
    if (!draft.policy) return;
    delete draft.policy.locked;
    dropEmptyPolicy(draft);
  },

  budget(draft, { kind: _, scope, ...limits }) {
    const before = draft.policy?.budget;
    // Limits that a change does not name stay.
    const after =
      scope === undefined ? limits : { remotes: { ...before?.remotes, [scope]: { ...own(before?.remotes, scope), ...limits } } };
    setPolicy(draft, 'budget', { ...before, ...after });
  },

  consent(draft, { scope, needs, withdraw }) {
    // For a remote that comes later too: its first release may be published after ops agreed to what it does.
    const before = own(draft.policy?.consent, scope) ?? [];
    const unknown = withdraw && needs.find((need) => !before.includes(need));
    if (unknown)
      throw new ChangeRefusal(
        'unknown-consent',
        `“${scope}” has no consent to “${unknown}”; it has ${before.join(', ') || 'none'}.`,
        'needs',
      );
    const after = withdraw ? before.filter((need) => !needs.includes(need)) : [...new Set([...before, ...needs])];
    setPolicy(draft, 'consent', { ...draft.policy?.consent, [scope]: after });
  },
};

/** Without a trace of what says nothing: null, an empty list, and what then holds nothing. */
function setPolicy<Part extends 'budget' | 'consent'>(draft: Draft, part: Part, value: object): void {
  draft.policy = { ...draft.policy, [part]: withoutEmpty(value) };
  if (draft.policy[part] === undefined) delete draft.policy[part];
  dropEmptyPolicy(draft);
}

function withoutEmpty(value: object): object | undefined {
  if (Array.isArray(value)) return value.length > 0 ? value : undefined;
  const members = Object.entries(value).map(([name, member]) => [
    name,
    typeof member === 'object' && member ? withoutEmpty(member) : member,
  ]);
  const left = members.filter(([, member]) => member !== null && member !== undefined);
  return left.length > 0 ? Object.fromEntries(left) : undefined;
}

function dropEmptyPolicy(draft: Draft): void {
  if (Object.keys(draft.policy ?? {}).length === 0) delete draft.policy;
}

/** A scope gets its entry with its first address; in indie mode it may have none, and goes to the monolith. */
function entryOf(draft: Draft, scope: string, upstream: string | null): DraftScope {
  const { backend } = draft;
  const entry = own(backend?.scopes, scope);
  if (entry) return entry;
  if (upstream === null && backend?.mode !== 'indie')
    throw new ChangeRefusal('unknown-backend', `“${scope}” has no address to take away.`, 'scope');
  const added: DraftScope = {};
  draft.backend = { ...backend, scopes: { ...backend?.scopes, [scope]: added } };
  return added;
}
