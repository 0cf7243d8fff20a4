import { type Change, type Difference, policySchema, type Revision } from '@business-m/contract';
import { z } from 'zod';
import { applyChanges, type ChangeContext, differences, waitsForApproval } from '../change/index.ts';
import { checkTexts, DocumentRefusal, ifRefused, mergedDocument, type RevisionStore } from '../store/index.ts';
import { gatherContext } from './change-context.ts';
import type { Edit, EditorParts, PlanBy } from './edit.ts';
import { EditRefusal } from './edit-refusal.ts';

export interface EditPlan {
  text: string;
  changes: readonly Change[] | undefined;
  differences: Difference[];
  /** The document says so already. */
  isUnchanged: boolean;
  /** It needs a second person's approval. */
  waits: boolean;
}

const unreadable: unknown = Object.freeze({});
const DIFFERENCES_LIMIT = 10_000;

/** Works out what an edit makes of a document as it stands in `head`, and whether it may: the lock, the approval, the acceptance. Writes nothing. */
export async function planEdit(parts: EditorParts, name: string, head: Revision | null, edit: Edit, by: PlanBy): Promise<EditPlan> {
  const { documents } = parts;
  const changes = 'changes' in edit ? edit.changes : undefined;
  const before = await mergedBefore(parts, name, head, edit);
  const dependents = await dependentsOf(documents, name);
  const policies = [policyOf(before), ...dependents.map(({ merged }) => policyOf(merged))];
  refuseLocked(policies, changes);

  const context = changes && (await gatherContext(parts, name, head, before, changes, by));
  const text = 'text' in edit ? edit.text : context ? await changedText(parts, name, head, edit.changes, context) : '';
  const isUnchanged = text === head?.text;
  const after = isUnchanged ? before : await judge(parts, name, text);
  // What cannot be read may have asked for approval.
  const asksApproval = before === unreadable || policies.some((policy) => policy?.approval === true);
  return {
    text,
    changes,
    differences: differences(before, after, DIFFERENCES_LIMIT),
    isUnchanged,
    waits: asksApproval && (!changes || !context || waitsForApproval(before, changes, context)),
  };
}

/** The merged document before the edit. One that cannot be read can still be replaced as a whole. */
async function mergedBefore({ documents }: EditorParts, name: string, head: Revision | null, edit: Edit): Promise<unknown> {
  try {
    return (await mergedDocument(documents, name, head?.text ?? '{}')).merged;
  } catch (error) {
    if (error instanceof DocumentRefusal && 'text' in edit) return unreadable;
    throw error;
  }
}

/** What an edit makes of a document, whether or not it may. */
export async function wantedText(parts: EditorParts, name: string, seen: Revision, edit: Edit, by: PlanBy): Promise<string> {
  if ('text' in edit) return edit.text;
  const { merged } = await mergedDocument(parts.documents, name, seen.text);
  return changedText(parts, name, seen, edit.changes, await gatherContext(parts, name, seen, merged, edit.changes, by));
}

async function changedText(
  { documents }: EditorParts,
  name: string,
  head: Revision | null,
  changes: readonly Change[],
  context: ChangeContext,
): Promise<string> {
  const text = head?.text ?? '{}';
  const { chain } = await mergedDocument(documents, name, text);
  const base = chain[1] === undefined ? undefined : (await mergedDocument(documents, chain[1])).merged;
  return applyChanges({ text, base }, changes, context);
}

/** What a locked environment still takes: the way to unlock it, and a failing canary's end. */
function refuseLocked(policies: readonly ReturnType<typeof policyOf>[], changes: readonly Change[] | undefined): void {
  const locked = policies.find((policy) => policy?.locked)?.locked;
  if (!locked || changes?.every(({ kind }) => kind === 'unlock' || kind === 'halt')) return;
  throw new EditRefusal('environment-locked', `Locked by ${locked.by}: ${locked.reason} Unlock it first.`, { field: 'policy.locked' });
}

/** The merged document that this text makes. Refuses one that would not be accepted, by itself or in an environment that extends it. */
async function judge({ documents, preview }: EditorParts, name: string, text: string): Promise<unknown> {
  try {
    await checkTexts(documents, new Map([[name, text]]), preview);
    return (await mergedDocument(documents, name, text)).merged;
  } catch (error) {
    if (error instanceof DocumentRefusal) throw new EditRefusal('unacceptable', error.message, { field: error.path });
    throw error;
  }
}

/** Documents that extend this one, directly or not: they change with it. One that cannot be merged now is left out. */
async function dependentsOf(documents: RevisionStore, name: string): Promise<{ name: string; merged: unknown }[]> {
  const others = (await documents.names()).filter((other) => other !== name);
  const found = others.map((other) =>
    mergedDocument(documents, other).then(({ merged, chain }) => (chain.includes(name) ? [{ name: other, merged }] : []), ifRefused([])),
  );
  return (await Promise.all(found)).flat();
}

const { approval, locked } = policySchema.shape;
const asked = z.object({ approval, locked });

/** The approval and the lock of a merged document. Nothing else of its policy is read: an origin may still be a variable, which is not valid. */
export function policyOf(merged: unknown): z.infer<typeof asked> | undefined {
  return z.object({ policy: z.optional(asked) }).safeParse(merged).data?.policy;
}
