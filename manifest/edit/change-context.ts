import type { Change, DesiredState, Revision } from '@business-m/contract';
import type { ChangeContext, StableHistory } from '../change/index.ts';
import { DocumentRefusal, ifRefused, mergedDocument, previewText } from '../store/index.ts';
import type { EditorParts, PlanBy } from './edit.ts';
import { EditRefusal } from './edit-refusal.ts';
import { readEntryBefore, readStableHistories } from './read-stables.ts';

const never: StableHistory = { before: undefined, ever: [] };

/** Looks up beforehand what these changes will ask for: they themselves wait for nothing. */
export async function gatherContext(
  parts: EditorParts,
  name: string,
  head: Revision | null,
  merged: unknown,
  changes: readonly Change[],
  { author, reason, time }: PlanBy,
): Promise<ChangeContext> {
  const rolled = changes.flatMap((change) => (change.kind === 'rollback' ? [change.scope] : []));
  // Without the releases that `latest` stands for, a stable release is not recognised; the acceptance says what is wrong.
  const mayFollow = changes.some(({ kind }) => kind === 'release') && JSON.stringify(merged).includes('"latest"');
  const cleared = changes.flatMap((change) => (change.kind === 'backend' && change.upstream === null ? [change.scope] : []));
  const [stables, environments, resolved, entries] = await Promise.all([
    rolled.length > 0 && head ? readStableHistories(parts.documents, name, merged, new Set(rolled)) : new Map<string, StableHistory>(),
    readSources(parts, name, changes),
    mayFollow && head ? readEnvironment(parts, name).catch(ifRefused(null)) : null,
    readEntries(parts, name, head, new Set(cleared)),
  ]);
  return {
    author,
    reason,
    now: time,
    stables: (scope) => stables.get(scope) ?? never,
    hadEntry: (scope) => entries.get(scope),
    latest: (scope) => (resolved && Object.hasOwn(resolved.remotes, scope) ? resolved.remotes[scope]?.releases.stable : undefined),
    environment: (from) => environments.get(from),
  };
}

async function readEntries(
  { documents }: EditorParts,
  name: string,
  head: Revision | null,
  scopes: ReadonlySet<string>,
): Promise<Map<string, boolean | undefined>> {
  if (scopes.size === 0 || !head) return new Map();
  const { chain } = await mergedDocument(documents, name, head.text);
  const base = chain[1] === undefined ? undefined : (await mergedDocument(documents, chain[1])).merged;
  return new Map(
    await Promise.all([...scopes].map(async (scope) => [scope, await readEntryBefore(documents, name, base, scope)] as const)),
  );
}

async function readSources(parts: EditorParts, name: string, changes: readonly Change[]): Promise<Map<string, DesiredState>> {
  const found = new Map<string, DesiredState>();
  for (const [index, change] of changes.entries()) {
    if (change.kind !== 'promote' || found.has(change.from)) continue;
    const { from } = change;
    const field = `changes.${index}.from`;
    if (from === name) throw new EditRefusal('same-environment', `“${name}” cannot be promoted to itself.`, { field });
    if (!(await parts.documents.head(from))) continue;
    const source = await readEnvironment(parts, from).catch((error: unknown): never => {
      if (!(error instanceof DocumentRefusal)) throw error;
      const where = error.path ? `${error.path}: ` : '';
      throw new EditRefusal('unacceptable', `“${from}” cannot be promoted from as it stands: ${where}${error.message}`, { field });
    });
    found.set(from, source);
  }
  return found;
}

const readEnvironment = async (parts: EditorParts, name: string): Promise<DesiredState> =>
  (await previewText(parts.documents, name, undefined, parts.preview)).desired;
