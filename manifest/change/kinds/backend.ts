import { ChangeRefusal } from '../change-refusal.ts';
import { type Draft, type DraftScope, own } from '../draft.ts';
import type { ApplyKind } from './change-kind.ts';

export const applyBackend: ApplyKind<'backend'> = (draft, { scope, tenant, upstream }) => {
  const entry = entryOf(draft, scope, upstream);
  if (tenant === undefined) {
    if (upstream === null) delete entry.upstream;
    else entry.upstream = upstream;
    return;
  }
  if (upstream !== null) {
    entry.tenants = { ...entry.tenants, [tenant]: { upstream } };
    return;
  }
  if (!own(entry.tenants, tenant)) {
    throw new ChangeRefusal('unknown-backend', `The calls of tenant “${tenant}” to “${scope}” go where everybody's go.`, 'tenant');
  }
  delete entry.tenants?.[tenant];
  if (Object.keys(entry.tenants ?? {}).length === 0) delete entry.tenants;
};

/** A scope that is new here gets its entry with its first address; in indie mode it may do without one, at the monolith. */
function entryOf(draft: Draft, scope: string, upstream: string | null): DraftScope {
  const { backend } = draft;
  const entry = own(backend?.scopes, scope);
  if (entry) return entry;
  if (upstream === null && backend?.mode !== 'indie') {
    throw new ChangeRefusal('unknown-backend', `No calls go to “${scope}”: there is no address to take away.`, 'scope');
  }
  const added: DraftScope = {};
  draft.backend = { ...backend, scopes: { ...backend?.scopes, [scope]: added } };
  return added;
}
