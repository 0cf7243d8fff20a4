import type { Change, DesiredRemote, Difference } from '@business-m/sdk/platform';

type Releases = DesiredRemote['releases'];

/** Gives each remote its releases of an earlier revision. `differences` lead from now to then; a remote unknown then stays as it is. */
export function restoreChanges(remotes: Readonly<Record<string, DesiredRemote>>, differences: readonly Difference[]): Change[] {
  return Object.entries(remotes).flatMap(([scope, { releases }]) => {
    const then = releasesThen(scope, releases, differences);
    return then ? changesTo(scope, releases, then) : [];
  });
}

/** A former stable release is rolled back to: that needs no approval and ignores an earlier halt. */
function changesTo(scope: string, now: Releases, then: Releases): Change[] {
  const changes: Change[] = [];
  const { canary } = then;
  const sameCanary = canary?.release === now.canary?.release && canary?.shareBps === now.canary?.shareBps;
  if (then.stable !== now.stable && then.stable !== 'latest') changes.push({ kind: 'rollback', scope, to: then.stable });
  // A canary of now ends with a new stable release; otherwise it is rolled back.
  else if (now.canary && !canary) changes.push({ kind: 'rollback', scope });
  if (canary && (!sameCanary || changes.length > 0)) changes.push({ kind: 'release', scope, ...canary });
  return changes;
}

function releasesThen(scope: string, now: Releases, differences: readonly Difference[]): Releases | null {
  const tree: Record<string, unknown> = { remotes: { [scope]: { releases: structuredClone(now) } } };
  for (const { path, after } of differences)
    if (`remotes.${scope}.`.startsWith(`${path}.`) || path.startsWith(`remotes.${scope}.releases`)) put(tree, path.split('.'), after);
  const remotes = tree.remotes as Record<string, { releases?: Partial<Releases> } | undefined> | undefined;
  const releases = remotes?.[scope]?.releases;
  if (!releases?.stable) return null;
  const { stable, canary } = releases;
  return { stable, ...(canary?.release !== undefined && canary.shareBps !== undefined ? { canary } : {}) };
}

function put(tree: Record<string, unknown>, [key = '', ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    if (value === undefined) delete tree[key];
    else tree[key] = structuredClone(value);
    return;
  }
  const inner = tree[key];
  const next = typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : {};
  tree[key] = next;
  put(next, rest, value);
}
