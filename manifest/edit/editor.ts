import type { Revision } from '@business-m/contract';
import type { ChangeOutcome } from '@business-m/contract/admin';
import { Refusal } from '@business-m/metadata';
import { ifRefused, RevisionConflict } from '../store/index.ts';
import { createApprovals } from './approvals.ts';
import type { Edit, EditBy, Editor, EditorOptions, EditorParts } from './edit.ts';
import { unknownEnvironment } from './edit-refusal.ts';
import { lostRace, summaryOf } from './lost-race.ts';
import { planEdit, wantedText } from './plan-edit.ts';
import { createProposals, type Proposals } from './proposals.ts';
import { snapshotOf } from './snapshot.ts';

const SHOWN_LIMIT = 500;

export function createEditor({ now = () => new Date(), ...options }: EditorOptions): Editor {
  const parts: EditorParts = { now, ...options };
  const proposals = createProposals(parts);
  return {
    documents: parts.documents,
    preview: parts.preview,
    edit: (name, edit, by) => editOnce(parts, proposals, name, edit, by),
    ...createApprovals(parts, proposals),
  };
}

/** One edit over the revision its author saw: accepted, proposed, refused, or lost to an earlier write. */
async function editOnce(parts: EditorParts, proposals: Proposals, name: string, edit: Edit, by: EditBy): Promise<ChangeOutcome> {
  const seenParts = snapshotOf(parts);
  const { documents } = seenParts;
  const { author, reason, parent, evidence } = by;
  const head = await documents.head(name);
  if (!head && (parent !== null || 'changes' in edit)) throw unknownEnvironment(name);
  const planBy = { author, reason, time: parts.now() };
  if (head && head.number !== parent) throw await raceLost(parent === null ? null : await documents.at(name, parent), head);

  const plan = await planEdit(seenParts, name, head, edit, planBy);
  const { text, changes, waits } = plan;
  const shown = plan.differences.slice(0, SHOWN_LIMIT);
  if (plan.isUnchanged && head && !by.dryRun) return { outcome: 'unchanged', revision: summaryOf(head) };
  if (by.dryRun) return { outcome: 'dry-run', differences: shown, needsApproval: waits };
  if (waits) return { outcome: 'proposed', proposal: await proposals.add(name, plan, by), differences: shown };
  const draft = { parent, author, reason, text, ...(changes && { changes: [...changes] }), ...(evidence && { evidence }) };
  const revision = await parts.documents.write(name, draft).catch(async (error: unknown) => {
    throw error instanceof RevisionConflict && error.head ? await raceLost(head, error.head, text) : error;
  });
  return { outcome: 'accepted', revision: summaryOf(revision), differences: shown };

  async function raceLost(seen: Revision | null, current: Revision, text?: string) {
    const wanted = text ?? (seen && (await wantedText(seenParts, name, seen, edit, planBy).catch(ifRefused(null, Refusal))));
    return lostRace(documents, name, { seen, head: current, wanted });
  }
}
