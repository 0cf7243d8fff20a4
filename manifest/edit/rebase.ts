import type { Revision } from '@business-m/contract';
import { Refusal } from '@business-m/metadata';
import type { EditorParts } from './edit.ts';
import { EditRefusal } from './edit-refusal.ts';
import { type EditPlan, planEdit } from './plan-edit.ts';
import { hashOf, type StoredProposal, textOf } from './proposal-book.ts';

/** A proposal over the present document. Stale when it would no longer change exactly the values that were proposed. */
export async function rebase(parts: EditorParts, name: string, head: Revision, proposal: StoredProposal): Promise<EditPlan> {
  const { author, reason, changes, packed, parent, does } = proposal;
  const moved = head.number !== parent;
  if (!changes && moved) throw stale(head, 'and this is the whole document as it was before');
  const edit = changes ? { changes } : { text: textOf(packed ?? '') };
  const plan = await planEdit(parts, name, head, edit, { author, reason, time: new Date(proposal.time) }).catch((error: unknown) => {
    if (moved && error instanceof Refusal && error.code !== 'environment-locked') throw stale(head, error.message);
    throw error;
  });
  if (!plan.isUnchanged && hashOf(plan.differences) !== does)
    throw stale(head, 'and this would change something else now than was proposed');
  return plan;
}

const stale = ({ number, author }: Revision, why: string) =>
  new EditRefusal('stale-proposal', `The environment is at revision ${number} by ${author.name}, ${why}. Propose it anew.`);
