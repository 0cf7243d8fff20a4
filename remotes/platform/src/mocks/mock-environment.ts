import { applyChanges, differences, stableHistory, waitsForApproval } from '@business-m/manifest/change';
import type { Author, Change, ChangeOutcome, DesiredRemote, Difference, Proposal, RevisionSummary } from '@business-m/sdk/platform';
import type { MockDocument } from './mock-documents.ts';

export interface MockRevision {
  summary: RevisionSummary;
  document: MockDocument;
}

type Written = Pick<RevisionSummary, 'author' | 'reason'> & Partial<RevisionSummary>;

/** One environment in memory: revisions, newest first, and proposals. Changes are applied by `manifest/change`. */
export class MockEnvironment {
  readonly name: string;
  readonly revisions: MockRevision[];
  readonly proposals: Proposal[] = [];
  fault: { path: string; message: string } | null = null;
  readonly #others: (name: string) => MockEnvironment | undefined;

  constructor(name: string, revisions: MockRevision[], others: (name: string) => MockEnvironment | undefined) {
    this.name = name;
    this.revisions = revisions;
    this.#others = others;
  }

  head(): MockRevision {
    const [head] = this.revisions;
    if (!head) throw new Error(`${this.name} has no revision`);
    return head;
  }

  after(changes: readonly Change[], by: Pick<Written, 'author' | 'reason'>): MockDocument {
    return JSON.parse(applyChanges({ text: JSON.stringify(this.head().document) }, changes, this.#context(by)));
  }

  preview(changes: readonly Change[], by: Pick<Written, 'author' | 'reason'>): Difference[] {
    return differences(this.head().document, this.after(changes, by));
  }

  write(document: MockDocument, revision: Written): RevisionSummary {
    const parent = this.head().summary.number;
    const summary = { number: parent + 1, parent, time: new Date().toISOString(), ...revision };
    this.revisions.unshift({ summary, document });
    return summary;
  }

  change(changes: readonly Change[], by: Written): RevisionSummary {
    return this.write(this.after(changes, by), { ...by, changes: [...changes] });
  }

  ask(
    changes: readonly Change[],
    { dryRun = false, ...by }: { author: Author; reason: string; dryRun?: boolean | undefined },
  ): ChangeOutcome {
    const { document, summary } = this.head();
    const found = this.preview(changes, by);
    const needsApproval = document.policy?.approval === true && waitsForApproval(document, changes, this.#context(by));
    if (found.length === 0) return { outcome: 'unchanged', revision: summary };
    if (dryRun) return { outcome: 'dry-run', differences: found, needsApproval };
    if (!needsApproval) return { outcome: 'accepted', revision: this.change(changes, by), differences: found };
    const [id, time] = [`p${this.proposals.length + 1}`, new Date().toISOString()];
    const proposal: Proposal = { id, state: 'pending', ...by, time, parent: summary.number, changes: [...changes] };
    this.proposals.unshift(proposal);
    return { outcome: 'proposed', proposal, differences: found };
  }

  #context(by: Pick<Written, 'author' | 'reason'>): Parameters<typeof applyChanges>[2] {
    const stableOf = (scope: string) => (remotes: Readonly<Record<string, DesiredRemote>>) => remotes[scope]?.releases.stable;
    return {
      ...by,
      now: new Date(),
      stables: (scope) => stableHistory(this.revisions.toReversed().map(({ document }) => stableOf(scope)(document.remotes))),
      hadEntry: () => undefined,
      latest: () => undefined,
      environment: (name) => this.#others(name)?.head().document,
    };
  }
}
