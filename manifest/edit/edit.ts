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

/**
 * Every change of an environment that is not typed into its file goes through here. Throws {@link EditRefusal} for what is not allowed or not
 * acceptable, and `LostRace`, one of them, when another editor wrote first. Does not retry.
 */
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
