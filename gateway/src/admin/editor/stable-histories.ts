import { type StableHistory, stableHistory } from '@business-m/manifest/change';
import type { Change, Revision } from '@business-m/manifest/schema';
import type { RevisionStore } from '@business-m/manifest/store';
import { z } from 'zod';

/** Further back nobody rolls without naming the release. */
const REVISIONS_LIMIT = 1_000;
const PAGE = 100;

const stableOf = z.object({ releases: z.object({ stable: z.string().optional() }).optional() }).nullable();
const withStables = z.object({ remotes: z.record(z.string(), z.unknown()).optional() });

/** Which releases were stable for these remotes, as the history tells. What stands in a document that is extended is taken as it is now. */
export async function readStableHistories(
  documents: RevisionStore,
  name: string,
  merged: unknown,
  scopes: ReadonlySet<string>,
): Promise<Map<string, StableHistory>> {
  const revisions = await readRevisions(documents, name, scopes);
  return new Map(
    [...scopes].map((scope) => {
      const now = ownStable(merged, scope);
      const stables = revisions.map(({ text }) => ownStable(parse(text), scope));
      return [scope, stableHistory(now === undefined ? stables : [...stables, now])];
    }),
  );
}

/** Oldest first, without those that were about something else. */
async function readRevisions(documents: RevisionStore, name: string, scopes: ReadonlySet<string>): Promise<Revision[]> {
  const found: Revision[] = [];
  let before: number | undefined;
  for (let read = 0; read < REVISIONS_LIMIT; read += PAGE) {
    const page = await documents.history(name, { limit: PAGE, ...(before !== undefined && { before }) });
    found.push(...page.filter((revision) => mayMoveStable(revision, scopes)));
    before = page.at(-1)?.number;
    if (page.length < PAGE) break;
  }
  return found.reverse();
}

const movers: ReadonlySet<Change['kind']> = new Set(['add', 'remove', 'release', 'rollback', 'promote']);

function mayMoveStable({ changes, parent }: Revision, scopes: ReadonlySet<string>): boolean {
  if (!changes || parent === null) return true;
  return changes.some((change) => movers.has(change.kind) && (!('scope' in change) || scopes.has(change.scope)));
}

function ownStable(document: unknown, scope: string): string | undefined {
  const remotes = withStables.safeParse(document).data?.remotes;
  if (!remotes || !Object.hasOwn(remotes, scope)) return undefined;
  return stableOf.safeParse(remotes[scope]).data?.releases?.stable;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}
