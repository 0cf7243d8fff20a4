import type { Author, Change, Evidence } from '@business-m/contract';
import type { ChangeOutcome, Proposal, ProposalList } from '@business-m/contract/admin';
import type { PreviewOptions, RevisionStore } from '../store/index.ts';

export interface EditorOptions {
  documents: RevisionStore;
  /** What documents are judged by. */
  preview: PreviewOptions;
  now?: () => Date;
}

/** What everything that edits is made from. */
export type EditorParts = Required<EditorOptions>;

/** The whole document anew, or things that are wanted of it. */
export type Edit = { text: string } | { changes: readonly Change[] };

export interface DecisionBy {
  author: Author;
  reason: string;
  /** Of the sign-in, so that an author does not approve their own change under another name. */
  session?: string | undefined;
}

export interface EditBy extends DecisionBy {
  /** Number of the revision the author saw; null: there was none. */
  parent: number | null;
  evidence?: Evidence;
  dryRun?: boolean | undefined;
}

/** Makes every change that is not typed into a file. Throws {@link EditRefusal}; its `LostRace` when another editor was first. No retries. */
export interface Editor {
  readonly documents: RevisionStore;
  readonly preview: PreviewOptions;
  edit(name: string, edit: Edit, by: EditBy): Promise<ChangeOutcome>;
  proposals(name: string): Promise<ProposalList>;
  /** How many proposals wait. */
  pending(name: string): Promise<number>;
  approve(name: string, id: string, by: DecisionBy): Promise<ChangeOutcome>;
  reject(name: string, id: string, by: DecisionBy): Promise<Proposal>;
  withdraw(name: string, id: string, by: DecisionBy): Promise<Proposal>;
}

export interface PlanBy {
  author: Author;
  reason: string;
  /** When it was wanted, which an approval later does not change. */
  time: Date;
}
