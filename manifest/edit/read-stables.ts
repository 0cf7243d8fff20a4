import { setImmediate } from 'node:timers/promises';
import type { Change, Revision } from '@business-m/contract';
import { z } from 'zod';
import { type StableHistory, stableHistory } from '../change/index.ts';
import { jsonOrNull, type RevisionStore } from '../store/index.ts';

/** A rollback further than this names its release. */
const REVISIONS_LIMIT = 1_000;
const PAGE = 20;

const stableOf = z.object({ releases: z.object({ stable: z.string().optional() }).optional() }).nullable();
const withStables = z.object({ remotes: z.record(z.string(), z.unknown()).optional() });

/** Which releases were stable for these remotes, as the history tells. What stands in a document that is extended is taken as it is now. */
export async function readStableHistories(
  documents: RevisionStore,
  name: string,
  merged: unknown,
  scopes: ReadonlySet<string>,
): Promise<Map<string, StableHistory>> {
  // Newest first. Only the ids are kept: a thousand texts of a large fleet would fill the memory.
  const found = new Map([...scopes].map((scope) => [scope, [] as (string | undefined)[]]));
  for await (const revision of newestFirst(documents, name)) {
    if (!mayMoveStable(revision, scopes)) continue;
    const document = jsonOrNull(revision.text);
    for (const [scope, stables] of found) stables.push(ownStable(document, scope));
  }
  return new Map(
    [...found].map(([scope, stables]) => {
      const now = ownStable(merged, scope);
      return [scope, stableHistory([...stables.toReversed(), ...(now === undefined ? [] : [now])])];
    }),
  );
}

/**
 * Whether a scope had an entry in the backend of this document, or of the one it extends, before its address was set; undefined where the
 * history does not reach that far.
 */
export async function readEntryBefore(documents: RevisionStore, name: string, base: unknown, scope: string): Promise<boolean | undefined> {
  if (entryOf(base, scope)) return true;
  for await (const { text } of newestFirst(documents, name)) {
    const entry = entryOf(jsonOrNull(text), scope);
    if (entry?.upstream === undefined) return entry !== undefined;
  }
  return undefined;
}

const withEntries = z.object({
  backend: z.object({ scopes: z.record(z.string(), z.object({ upstream: z.unknown().optional() })) }),
});

function entryOf(document: unknown, scope: string): { upstream?: unknown } | undefined {
  const scopes = withEntries.safeParse(document).data?.backend.scopes;
  return scopes && Object.hasOwn(scopes, scope) ? scopes[scope] : undefined;
}

/** The revisions of a document, as many as a command looks back. */
async function* newestFirst(documents: RevisionStore, name: string): AsyncGenerator<Revision> {
  let before: number | undefined;
  for (let read = 0; read < REVISIONS_LIMIT; read += PAGE) {
    const page = await documents.history(name, { limit: PAGE, ...(before !== undefined && { before }) });
    for (const revision of page) {
      yield revision;
      // Others get their turn between two large texts.
      await setImmediate();
    }
    before = page.at(-1)?.number;
    if (page.length < PAGE) return;
  }
}

const movers: ReadonlySet<Change['kind']> = new Set(['add', 'remove', 'release', 'rollback', 'promote']);

function mayMoveStable({ changes, parent }: Revision, scopes: ReadonlySet<string>): boolean {
  if (!changes || parent === null) return true;
  return changes.some(
    (change) => movers.has(change.kind) && (!('scope' in change) || change.scope === undefined || scopes.has(change.scope)),
  );
}

function ownStable(document: unknown, scope: string): string | undefined {
  const remotes = withStables.safeParse(document).data?.remotes;
  if (!remotes || !Object.hasOwn(remotes, scope)) return undefined;
  return stableOf.safeParse(remotes[scope]).data?.releases?.stable;
}
