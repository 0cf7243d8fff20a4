import { PublishRefusal } from '../publish-refusal.ts';
import type { Collection, ReleaseTarget } from '../target/release-target.ts';
import { decide, type GarbageDecision } from './decide.ts';

export interface GarbageOptions {
  target: ReleaseTarget;
  /** Releases that stay, as `<scope>/<id>` or `<id>`: all that manifests name or named lately. A function is asked anew for each scope, right before the deletion. */
  keep: ReadonlySet<string> | (() => Promise<ReadonlySet<string>>);
  /** What was published after this stays. */
  olderThan: Date;
  /** False, the default: only says what would be deleted. */
  delete?: boolean;
  /** Of these scopes only. */
  scopes?: readonly string[];
  progress?: (progress: { scope: string; name: string; done: number; total: number }) => void;
}

export interface GarbageReport extends GarbageDecision {
  scope: string;
  /** Left by publications that died; only where something is deleted. */
  swept: string[];
  /** Nothing was deleted here: another process collects. */
  skipped: boolean;
}

/**
 * Deletes releases that no user can get any more: neither named by `keep`, nor published after `olderThan`, nor the newest of their scope,
 * nor what was newest at `olderThan`, which desks that follow `latest` may still show. The entry in `releases.json` goes first, then
 * `remote.json`, then the files, so that whenever this is killed no half release is listed or taken for one.
 */
export async function collectGarbage({
  target,
  keep,
  olderThan,
  delete: deletes = false,
  scopes,
  progress = () => {},
}: GarbageOptions): Promise<GarbageReport[]> {
  const reports: GarbageReport[] = [];
  const published = await target.scopes();
  const unknown = scopes?.find((scope) => !published.includes(scope));
  if (unknown !== undefined) throw new PublishRefusal('unknown-scope', `nothing was published under "${unknown}" on ${target.address}`);
  for (const scope of scopes ?? published) {
    const decideHere = async (busy: ReadonlySet<string>) => {
      const named = typeof keep === 'function' ? await keep() : keep;
      return decide({ scope, index: await target.readIndex(scope), inventory: await target.inventory(scope), named, olderThan, busy });
    };
    const collection = deletes ? await target.collection(scope) : null;
    try {
      const decision = await decideHere(collection?.busy ?? new Set());
      const swept = collection ? await execute(collection, scope, decision, progress) : [];
      reports.push({ scope, ...decision, swept, skipped: deletes && collection === null });
    } finally {
      await collection?.close();
    }
  }
  return reports;
}

async function execute(
  collection: Collection,
  scope: string,
  { remove, unfinished }: GarbageDecision,
  progress: NonNullable<GarbageOptions['progress']>,
): Promise<string[]> {
  const swept = await collection.sweep();
  const gone = new Set(remove);
  if (gone.size > 0) {
    await collection.register((index) => {
      const releases = index.releases.filter(({ id }) => !gone.has(id));
      return releases.length === index.releases.length ? index : { ...index, releases };
    });
  }
  const names = [...remove, ...unfinished.filter((name) => !swept.includes(name))];
  for (const [done, name] of names.entries()) {
    await collection.remove(name);
    progress({ scope, name, done: done + 1, total: names.length });
  }
  return swept;
}
