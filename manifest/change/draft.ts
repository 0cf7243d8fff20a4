import {
  type Author,
  type Change,
  type ChangeKind,
  type DesiredRemote,
  type DesiredState,
  desiredRemoteSchema,
} from '@business-m/contract';
import { ChangeRefusal } from './change-refusal.ts';
import type { StableHistory } from './stable-history.ts';

/** The merged document while changes are made to it, variables unexpanded. It is checked as a whole afterwards. */
export interface Draft extends Partial<Pick<DesiredState, 'policy' | 'remotes'>> {
  backend?: Partial<DesiredState['backend']>;
}

export type DraftScope = DesiredState['backend']['scopes'][string];

/** What a change may look at beside the draft. */
export interface ChangeContext {
  author: Author;
  reason: string;
  now: Date;
  stables(scope: string): StableHistory;
  /** Whether calls of a scope were forwarded before it got its present address: whether the document had an entry for it. Unknown: undefined. */
  hadEntry(scope: string): boolean | undefined;
  /** The release that `latest` stands for now. */
  latest(scope: string): string | undefined;
  /** Another environment: merged, with `latest` looked up. */
  environment(name: string): DesiredState | undefined;
}

/** What each of these kinds of change does to a draft. Throws {@link ChangeRefusal}, whose field is inside the change. */
export type Kinds<Kind extends ChangeKind> = {
  [Each in Kind]: (draft: Draft, change: Extract<Change, { kind: Each }>, context: ChangeContext) => void;
};

/** A member of the object itself: `constructor` is no remote. */
export function own<T>(record: Record<string, T> | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** The remote that a change names. Refuses one that is not there or is not valid. */
export function remoteOf(draft: Draft, scope: string, field = 'scope'): DesiredRemote {
  const remote = own(draft.remotes, scope);
  if (remote === undefined) {
    const known = Object.keys(draft.remotes ?? {});
    const there = `there is ${known.slice(0, 20).join(', ') || 'none'}${known.length > 20 ? ', …' : ''}`;
    throw new ChangeRefusal('unknown-remote', `This environment has no remote “${scope}”; ${there}.`, field);
  }
  const fault = desiredRemoteSchema.safeParse(remote).error?.issues[0];
  if (fault) {
    const path = ['remotes', scope, ...fault.path].map(String).join('.');
    throw new ChangeRefusal('unacceptable', `The document cannot be changed as it stands: ${path}: ${fault.message}`, field);
  }
  return remote;
}
