import { randomBytes } from 'node:crypto';
import type { Author, Revision } from '@business-m/contract';
import type { Proposal } from '@business-m/contract/admin';
import { RevisionConflict } from '../store/index.ts';
import type { EditBy, EditorParts } from './edit.ts';
import { EditRefusal } from './edit-refusal.ts';
import type { EditPlan } from './plan-edit.ts';
import { emptyBook, hashOf, PENDING_LIMIT, pack, parseBook, printBook, type StoredProposal, shown } from './proposal-book.ts';

/** How often other editors may be first. */
const TRIES = 50;
/** A store takes 1 MB; this leaves room for what a revision adds. */
const BOOK_LIMIT_BYTES = 700_000;

/** The proposals of environments, each environment's in one document beside it. */
export type Proposals = ReturnType<typeof createProposals>;

export function createProposals({ documents, now }: EditorParts) {
  const documentOf = (name: string) => `${name}.proposals`;

  async function load(name: string) {
    const head = await documents.head(documentOf(name));
    return { parent: head?.number ?? null, before: head?.text, book: head ? parseBook(head.text) : emptyBook };
  }

  /** Several people may write at once: the second one's edit is made again over the first one's. */
  async function change(name: string, author: Author, reason: string, edit: (proposals: readonly StoredProposal[]) => StoredProposal[]) {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const { parent, book, before } = await load(name);
      const text = printBook({ ...book, proposals: edit(book.proposals) });
      if (Buffer.byteLength(text) > BOOK_LIMIT_BYTES)
        throw tooMany('The proposals that wait are too large together: decide some of them first.');
      if (text === before) return;
      try {
        await documents.write(documentOf(name), { parent, author, reason, text });
        return;
      } catch (error) {
        if (!(error instanceof RevisionConflict)) throw error;
      }
    }
    throw new EditRefusal('overloaded', 'Too many people change the proposals at once. Try again in a moment.', {
      retryAfterSeconds: 1,
    });
  }

  const proposals = {
    async add(name: string, { text, changes, differences }: EditPlan, { author, reason, parent, session }: EditBy): Promise<Proposal> {
      const proposal: StoredProposal = {
        id: randomBytes(5).toString('hex'),
        state: 'pending',
        author,
        reason,
        time: now().toISOString(),
        parent: parent ?? 0,
        ...(changes ? { changes: [...changes] } : { packed: pack(text) }),
        ...(session !== undefined && { session: hashOf(session) }),
        does: hashOf(differences),
      };
      await change(name, author, reason, (before) => {
        if (before.filter(({ state }) => state === 'pending').length >= PENDING_LIMIT)
          throw tooMany(`${PENDING_LIMIT} proposals wait already: decide some of them first.`);
        return [...before, proposal];
      });
      return shown(proposal);
    },

    /** Oldest first. Finishes an approval that a crash interrupted, as its revision says. */
    async read(name: string): Promise<readonly StoredProposal[]> {
      const { book } = await load(name);
      const begun = book.proposals.filter(({ approving }) => approving);
      if (begun.length === 0) return book.proposals;
      for (const proposal of begun) await finish(name, proposal);
      return (await load(name)).book.proposals;
    },

    /** Changes a proposal as it stands at that moment; `edit` may refuse. */
    async update(name: string, id: string, by: { author: Author; reason: string }, edit: (proposal: StoredProposal) => StoredProposal) {
      let updated: StoredProposal | undefined;
      await change(name, by.author, by.reason, (before) =>
        before.map((proposal) => {
          if (proposal.id !== id) return proposal;
          updated = edit(proposal);
          return updated;
        }),
      );
      if (!updated) throw unknownProposal(id);
      return updated;
    },
  };
  return proposals;

  /** A process may die between the write of the environment and that of the proposal: the history says what was decided. */
  async function finish(name: string, { id, author, approving }: StoredProposal): Promise<void> {
    if (!approving) return;
    const successor = await successorOf(name, approving.parent);
    // Not written, or not yet.
    if (!successor) return;
    const isIts = successor.author.id === author.id && successor.approvedBy !== undefined && hashOf(successor.text) === approving.text;
    const { approvedBy: by = approving.by, time, number } = successor;
    await proposals.update(name, id, { author: approving.by, reason: approving.reason || 'Approval looked after' }, (proposal) => {
      if (proposal.state !== 'pending' || proposal.approving?.parent !== approving.parent) return proposal;
      const { approving: _, ...rest } = proposal;
      return isIts ? { ...rest, state: 'approved', decision: { by, time, reason: approving.reason, revision: number } } : rest;
    });
  }

  /** What was written over a revision. */
  async function successorOf(name: string, parent: number): Promise<Revision | null> {
    let before: number | undefined;
    for (;;) {
      const page = await documents.history(name, { limit: 100, ...(before !== undefined && { before }) });
      const found = page.find((revision) => revision.parent === parent);
      const oldest = page.at(-1)?.number;
      if (found || oldest === undefined || oldest <= parent) return found ?? null;
      before = oldest;
    }
  }
}

const tooMany = (sentence: string) => new EditRefusal('too-many-proposals', sentence);

export const unknownProposal = (id: string) =>
  new EditRefusal('unknown-proposal', `There is no proposal “${/^[a-z0-9]{1,20}$/.test(id) ? id : ''}” here.`);
