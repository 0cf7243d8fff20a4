import { ChangeRefusal } from '../change-refusal.ts';
import { type Draft, type DraftScope, type Kinds, own } from '../draft.ts';

/** Changes of an environment as a whole: where calls go, and whether it may be changed. */
export const environmentKinds: Kinds<'backend' | 'consent' | 'mode' | 'lock' | 'unlock'> = {
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
    const { [scope]: _, ...others } = draft.policy?.consent ?? {};
    const consent = after.length > 0 ? { ...draft.policy?.consent, [scope]: after } : others;
    draft.policy = { ...draft.policy, consent };
    if (Object.keys(consent).length === 0) delete draft.policy.consent;
    dropEmptyPolicy(draft);
  },
};

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
