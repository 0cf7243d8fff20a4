import type { Author, Change, ChangeOutcome, Proposal, RevisionSummary } from '@business-m/sdk/platform';
import { type MockContext, mockApply } from './mock-apply.ts';
import { mockDifferences } from './mock-differences.ts';
import type { MockDocument } from './mock-documents.ts';
import type { MockRevision } from './mock-history.ts';

/** Changes that take back or switch off: these never wait for approval. */
const atOnce: readonly Change['kind'][] = ['halt', 'disable', 'rollback', 'lock', 'unlock'];

export interface MockEnvironment {
  name: string;
  revisions: MockRevision[];
  proposals: Proposal[];
  fault: { path: string; message: string } | null;
  head(): MockRevision;
  /** Applies changes to a copy of the newest document. */
  preview(changes: readonly Change[], context: MockContext): MockDocument;
  /** Appends a revision, as the person who asked or as somebody else who was quicker. */
  write(document: MockDocument, revision: Pick<RevisionSummary, 'author' | 'reason'> & Partial<RevisionSummary>): RevisionSummary;
  /** What a dry run or a write of these changes comes to. */
  ask(changes: readonly Change[], request: { author: Author; reason: string; dryRun: boolean; context: MockContext }): ChangeOutcome;
}

/** One environment in memory: its revisions, newest first, and what waits for it. */
export function mockEnvironment(name: string, revisions: MockRevision[]): MockEnvironment {
  const environment: MockEnvironment = {
    name,
    revisions,
    proposals: [],
    fault: null,
    head() {
      const [head] = revisions;
      if (!head) throw new Error(`${name} has no revision`);
      return head;
    },
    preview(changes, context) {
      const document = structuredClone(environment.head().document);
      for (const change of changes) mockApply(document, change, context);
      return document;
    },
    write(document, revision) {
      const parent = environment.head().summary.number;
      const summary = { number: parent + 1, parent, time: new Date().toISOString(), ...revision };
      revisions.unshift({ summary, document });
      return summary;
    },
    ask(changes, { author, reason, dryRun, context }) {
      const before = environment.head();
      const after = environment.preview(changes, context);
      const differences = mockDifferences(before.document, after);
      const needsApproval = before.document.policy.approval === true && changes.some(({ kind }) => !atOnce.includes(kind));
      if (differences.length === 0) return { outcome: 'unchanged', revision: before.summary };
      if (dryRun) return { outcome: 'dry-run', differences, needsApproval };
      if (!needsApproval)
        return { outcome: 'accepted', revision: environment.write(after, { author, reason, changes: [...changes] }), differences };
      const id = `p${environment.proposals.length + 1}`;
      const proposal: Proposal = {
        id,
        state: 'pending',
        author,
        reason,
        time: new Date().toISOString(),
        parent: before.summary.number,
        changes: [...changes],
      };
      environment.proposals.unshift(proposal);
      return { outcome: 'proposed', proposal, differences };
    },
  };
  return environment;
}
