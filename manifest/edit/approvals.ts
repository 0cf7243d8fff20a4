import type { Revision } from '@business-m/contract';
import type { ChangeOutcome } from '@business-m/contract/admin';
import { RevisionConflict } from '../store/index.ts';
import type { DecisionBy, Editor, EditorParts } from './edit.ts';
import { EditRefusal, unknownEnvironment } from './edit-refusal.ts';
import { summaryOf } from './lost-race.ts';
import { hashOf, type StoredProposal, shown } from './proposal-book.ts';
import { differencesOf } from './proposal-differences.ts';
import { type Proposals, unknownProposal } from './proposals.ts';
import { rebase } from './rebase.ts';
import { snapshotOf } from './snapshot.ts';

const LISTED_LIMIT = 100;
const SHOWN_LIMIT = 500;
/** How often another change may come first; then a person looks again. */
const TRIES = 5;
/** Longer than the limits of the store's calls: an approval that began earlier was interrupted. */
const APPROVING_MS = 60_000;

/** What becomes of proposals. */
export function createApprovals(
  parts: EditorParts,
  proposals: Proposals,
): Pick<Editor, 'proposals' | 'pending' | 'approve' | 'reject' | 'withdraw'> {
  const { documents, now } = parts;

  async function find(name: string, id: string): Promise<StoredProposal> {
    const found = (await proposals.read(name)).find((proposal) => proposal.id === id);
    if (!found) throw unknownProposal(id);
    return found;
  }

  /** Approves over the document as it stands. When another editor writes meanwhile, tries again over that, if the proposal still does the same. */
  async function approve(name: string, id: string, by: DecisionBy): Promise<ChangeOutcome> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const proposal = await find(name, id);
      refuseDecided(proposal);
      refuseOwn(proposal, by);
      const snapshot = snapshotOf(parts);
      const head = await snapshot.documents.head(name);
      if (!head) throw unknownEnvironment(name);
      const plan = await rebase(snapshot, name, head, proposal);
      if (plan.isUnchanged) {
        await decide(name, id, by, 'approved');
        return { outcome: 'unchanged', revision: summaryOf(head) };
      }
      const { author, reason, changes } = proposal;
      const approving = { by: by.author, reason: by.reason, time: now().toISOString(), parent: head.number, text: hashOf(plan.text) };
      await proposals.update(name, id, by, (found) => {
        refuseDecided(found);
        return { ...found, approving };
      });
      try {
        const draft = { parent: head.number, author, approvedBy: by.author, reason, text: plan.text, ...(changes && { changes }) };
        const revision = await documents.write(name, draft);
        await decide(name, id, by, 'approved', revision);
        return { outcome: 'accepted', revision: summaryOf(revision), differences: plan.differences.slice(0, SHOWN_LIMIT) };
      } catch (error) {
        if (!(error instanceof RevisionConflict)) throw error;
      }
    }
    throw new EditRefusal('overloaded', 'Others change this environment without pause. Try again in a moment.', {
      retryAfterSeconds: 1,
    });
  }

  function decide(name: string, id: string, by: DecisionBy, state: 'approved' | 'rejected' | 'withdrawn', revision?: Revision) {
    return proposals.update(name, id, { author: by.author, reason: by.reason || `Proposal ${state}` }, (found) => {
      // A written revision stands, whatever was decided meanwhile; a proposal that another reader finished stays as it is.
      if (revision && found.decision?.revision === revision.number) return found;
      if (!revision) {
        refuseDecided(found);
        if (found.approving && now().getTime() - Date.parse(found.approving.time) < APPROVING_MS)
          throw new EditRefusal('already-decided', `${found.approving.by.name} is approving this at the moment.`);
      }
      const { approving: _, ...rest } = found;
      const decision = { by: by.author, time: now().toISOString(), reason: by.reason, ...(revision && { revision: revision.number }) };
      return { ...rest, state, decision };
    });
  }

  return {
    approve,
    async reject(name, id, by) {
      const proposal = await find(name, id);
      refuseDecided(proposal);
      refuseOwn(proposal, by);
      return shown(await decide(name, id, by, 'rejected'));
    },
    async withdraw(name, id, by) {
      const proposal = await find(name, id);
      refuseDecided(proposal);
      if (proposal.author.id !== by.author.id)
        throw new EditRefusal('forbidden', `Only ${proposal.author.name} may withdraw this; reject it instead.`);
      return shown(await decide(name, id, by, 'withdrawn'));
    },
    async proposals(name) {
      const all = (await proposals.read(name)).toReversed();
      const decided = all.filter(({ state }) => state !== 'pending');
      const left = new Set(decided.slice(Math.max(0, LISTED_LIMIT - (all.length - decided.length))));
      const snapshot = snapshotOf(parts);
      const items = [];
      for (const proposal of all.filter((each) => !left.has(each)))
        items.push({ proposal: shown(proposal), differences: await differencesOf(snapshot, name, proposal) });
      return { items };
    },
    pending: async (name) => (await proposals.read(name)).filter(({ state }) => state === 'pending').length,
  };
}

function refuseDecided({ state, decision }: StoredProposal): void {
  if (state !== 'pending')
    throw new EditRefusal('already-decided', `This was ${state} already${decision ? ` by ${decision.by.name}` : ''}.`);
}

/** Four eyes: neither the author nor another user of the author's sign-in. */
function refuseOwn({ author, session }: StoredProposal, by: DecisionBy): void {
  if (author.id === by.author.id || (session !== undefined && by.session !== undefined && session === hashOf(by.session)))
    throw new EditRefusal('own-proposal', 'Somebody else must decide this: you proposed it. You may withdraw it.');
}
