import type { Change, DesiredRemote, Difference } from '@business-m/sdk/platform';

type Releases = DesiredRemote['releases'];

/**
 * What has to be changed so that the remotes have the releases of an earlier revision. `differences` lead from now to then; only stable and
 * canary are taken back, nothing else of the document, and a remote that was not there then is left alone.
 */
export function restoreChanges(remotes: Readonly<Record<string, DesiredRemote>>, differences: readonly Difference[]): Change[] {
  return Object.entries(remotes).flatMap(([scope, { releases }]) => {
    const then = releasesThen(scope, releases, differences);
    return then ? changesTo(scope, releases, then) : [];
  });
}

/** A release that everybody had once is rolled to, not released anew: that neither waits for approval nor minds an earlier halt. */
function changesTo(scope: string, now: Releases, then: Releases): Change[] {
  const changes: Change[] = [];
  const { canary } = then;
  const sameCanary = canary?.release === now.canary?.release && canary?.shareBps === now.canary?.shareBps;
  if (then.stable !== now.stable && then.stable !== 'latest') changes.push({ kind: 'rollback', scope, to: then.stable });
  // Without a canary then, the one of now ends: with another stable by itself, else by taking it back.
  else if (now.canary && !canary) changes.push({ kind: 'rollback', scope });
  if (canary && (!sameCanary || changes.length > 0)) changes.push({ kind: 'release', scope, ...canary });
  return changes;
}

/** The releases of a remote with the differences laid over them; null when it did not exist then. */
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
