import type { DesiredRemote, Policy } from '@business-m/contract';
import { desiredRemoteSchema } from '@business-m/contract';
import { ChangeRefusal } from './change-refusal.ts';

/**
 * The merged document while changes are made to it; variables stand in it as they were typed. Nobody has checked it as a whole: what the
 * changes leave is judged afterwards, by the same rules as an edit by hand.
 */
export interface Draft {
  policy?: Policy;
  backend?: DraftBackend;
  remotes?: Record<string, DesiredRemote>;
}

export interface DraftBackend {
  mode?: string;
  monolith?: string;
  scopes?: Record<string, DraftScope>;
}

export interface DraftScope {
  upstream?: string;
  tenants?: Record<string, { upstream: string }>;
}

/** A member that the document itself has: `constructor` is no remote. */
export function own<T>(record: Record<string, T> | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** The remote that a change is about. */
export function remoteOf(draft: Draft, scope: string, field = 'scope'): DesiredRemote {
  const remote = own(draft.remotes, scope);
  if (remote === undefined) {
    const known = Object.keys(draft.remotes ?? {});
    const there = known.length > 0 ? `there is ${known.slice(0, 20).join(', ')}${known.length > 20 ? ', …' : ''}` : 'there is none';
    throw new ChangeRefusal('unknown-remote', `This environment has no remote “${scope}”; ${there}.`, field);
  }
  const fault = desiredRemoteSchema.safeParse(remote).error?.issues[0];
  if (fault) {
    const path = ['remotes', scope, ...fault.path].map(String).join('.');
    throw new ChangeRefusal('unacceptable', `The document cannot be changed as it stands: ${path}: ${fault.message}`, field);
  }
  return remote;
}
