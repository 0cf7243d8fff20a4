import type { Resolution, ResolvedRemote } from '@business-m/contract';
import compare from 'semver/functions/compare';

/** Titles of screens. */
export interface ScreenChanges {
  added: readonly string[];
  removed: readonly string[];
}

interface Named {
  scope: string;
  title: string;
}

export type ReleaseChange = Named &
  (
    | { kind: 'added' | 'removed' | 'switched-on' }
    | { kind: 'switched-off'; message: string }
    /** To an older version. */
    | { kind: 'updated' | 'rolled-back'; from: string; to: string; screens: ScreenChanges }
    /** Other bytes of the same version. */
    | { kind: 'rebuilt'; version: string; screens: ScreenChanges }
    /** The same release, of which this user may open other screens. */
    | { kind: 'screens'; screens: ScreenChanges }
    | { kind: 'renamed'; from: string }
  );

/** What a user would notice of the change from one release set to another, in the order of the new navigation. */
export function releaseChanges(before: Resolution, after: Resolution): ReleaseChange[] {
  const had = byScope(before.remotes);
  const has = byScope(after.remotes);
  const wasOff = byScope(before.disabled);
  const isOff = byScope(after.disabled);
  return [
    ...after.remotes.flatMap((remote) => changeOf(had.get(remote.scope), remote, wasOff.has(remote.scope))),
    ...after.disabled
      .filter(({ scope }) => !wasOff.has(scope))
      .map(({ scope, title, message }) => ({ kind: 'switched-off', scope, title, message }) as const),
    ...[...before.remotes, ...before.disabled]
      .filter(({ scope }) => !has.has(scope) && !isOff.has(scope))
      .map(({ scope, title }) => ({ kind: 'removed', scope, title }) as const),
  ];
}

function changeOf(before: ResolvedRemote | undefined, after: ResolvedRemote, wasOff: boolean): ReleaseChange[] {
  const { scope, title } = after;
  if (!before) return [{ kind: wasOff ? 'switched-on' : 'added', scope, title }];
  const screens = screenChanges(before, after);
  if (before.release !== after.release) {
    const { version: from } = before;
    const { version: to } = after;
    const order = compare(from, to);
    if (order === 0) return [{ kind: 'rebuilt', scope, title, version: to, screens }];
    return [{ kind: order < 0 ? 'updated' : 'rolled-back', scope, title, from, to, screens }];
  }
  if (screens.added.length + screens.removed.length > 0) return [{ kind: 'screens', scope, title, screens }];
  return before.title === title ? [] : [{ kind: 'renamed', scope, title, from: before.title }];
}

function screenChanges(before: ResolvedRemote, after: ResolvedRemote): ScreenChanges {
  const missingIn = (there: ResolvedRemote, here: ResolvedRemote) => {
    const known = new Set(there.routes.map(({ path }) => path));
    return [...new Set(here.routes.filter(({ path }) => !known.has(path)).map(({ title }) => title))];
  };
  return { added: missingIn(before, after), removed: missingIn(after, before) };
}

function byScope<T extends { scope: string }>(list: readonly T[]): Map<string, T> {
  return new Map(list.map((each) => [each.scope, each]));
}
