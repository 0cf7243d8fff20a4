import type { Author, Change, ChangeOutcome, Evidence, ProposalList } from '@business-m/manifest/schema';
import type { ReleaseSource, RevisionStore } from '@business-m/manifest/store';

export interface EditorOptions {
  documents: RevisionStore;
  /** What `${NAME}` may mean in a document. */
  variables: Readonly<Record<string, string | undefined>>;
  source: ReleaseSource;
  now?: () => Date;
}

/** The whole document anew, or things that are wanted of it. */
export type Edit = { text: string } | { changes: readonly Change[] };

export interface EditBy {
  author: Author;
  reason: string;
  /** Number of the revision the author saw; null: there was none. */
  parent: number | null;
  /** Of the sign-in: nobody approves their own change under another name. */
  session?: string;
  evidence?: Evidence;
  dryRun?: boolean;
}

export type Verdict = 'approve' | 'reject' | 'withdraw';

/** Every change of an environment that is not typed into its file goes through here. */
export interface Editor {
  /** Throws `EditRefusal` for what is not allowed or not acceptable, `LostRace` when somebody wrote first. */
  edit(name: string, edit: Edit, by: EditBy): Promise<ChangeOutcome>;
  proposals(name: string): Promise<ProposalList>;
}
