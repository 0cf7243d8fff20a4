import type { Author, RevisionSummary } from '@business-m/sdk/platform';
import { type MockDocument, releaseId } from './mock-documents.ts';
import type { MockRevision } from './mock-environment.ts';

export const ana: Author = { id: 'u-ana', name: 'Ana Sousa' };
export const ben: Author = { id: 'u-ben', name: 'Ben Okafor' };

type Step = Pick<RevisionSummary, 'author' | 'approvedBy' | 'reason' | 'changes' | 'evidence'> & { before(document: MockDocument): void };

/** The changes of prod, newest first; `before` undoes one. */
const steps: readonly Step[] = [
  {
    author: ana,
    approvedBy: ben,
    reason: 'New bank reconciliation, first with a few.',
    changes: [{ kind: 'release', scope: 'finance', release: releaseId('finance', '1.9.0'), shareBps: 500 }],
    before: ({ remotes }) => delete remotes.finance?.releases.canary,
  },
  {
    author: { id: 'automatic-halt', name: 'Automatic halt' },
    reason: 'Failed for 9 of 41 users, stable for 3 of 1,204.',
    changes: [{ kind: 'halt', scope: 'people', release: releaseId('people', '0.10.0'), reason: 'Failed for 9 of 41 users.' }],
    evidence: {
      canary: { release: releaseId('people', '0.10.0'), users: 41, failed: 9 },
      stable: { release: releaseId('people', '0.9.1'), users: 1204, failed: 3 },
      failures: [
        {
          kind: 'uncaught',
          code: 'error-77ab01cd',
          users: 7,
          thrown: { message: 'RangeError: Invalid time value', stack: 'approve leave-2b7e.js:1:901\nonPress leave-2b7e.js:1:450' },
        },
        { kind: 'load-failed', code: 'broken', users: 2 },
      ],
      rule: 'Surely more than 10.1% of the canary’s users fail, at most 0.8% of stable’s (99%).',
    },
    before: ({ remotes: { people } }) => {
      if (people) people.releases = { stable: people.releases.stable, canary: { release: releaseId('people', '0.10.0'), shareBps: 1000 } };
    },
  },
  {
    author: ben,
    reason: 'Try the new leave calendar.',
    changes: [{ kind: 'release', scope: 'people', release: releaseId('people', '0.10.0'), shareBps: 1000 }],
    before: ({ remotes }) => delete remotes.people?.releases.canary,
  },
  {
    author: ben,
    reason: 'Closing the year.',
    changes: [{ kind: 'disable', scope: 'fixed-assets', message: 'Back at 14:00, after the year’s closing.' }],
    before: ({ remotes }) => {
      const assets = remotes['fixed-assets'];
      if (assets) assets.enabled = true;
      delete assets?.message;
    },
  },
  {
    author: ana,
    approvedBy: ben,
    reason: 'Two weeks in staging without a complaint.',
    changes: [{ kind: 'promote', from: 'staging', scopes: ['finance', 'wms'] }],
    before: ({ remotes: { finance, wms } }) => {
      if (finance) finance.releases.stable = releaseId('finance', '1.7.2');
      if (wms) wms.releases.stable = releaseId('wms', '2.2.9');
    },
  },
  {
    author: { id: 'file', name: 'edited by hand' },
    reason: 'The file was edited.',
    before: ({ remotes }) => delete remotes.finance?.bindings,
  },
];

/** Revisions that lead to `document`, newest first, with `more` empty ones. */
export function mockHistory(document: MockDocument, newest: number, more: number): MockRevision[] {
  const dull: Step[] = Array.from({ length: more }, (_, index) => ({
    author: ben,
    reason: `Nightly check ${more - index}.`,
    before: () => {},
  }));
  const revisions: MockRevision[] = [];
  let state = structuredClone(document);
  for (const [index, { before, ...step }] of [...steps, ...dull].entries()) {
    const number = newest - index;
    const time = new Date(Date.UTC(2026, 10, 21, 15, 0) - index * 7_300_000).toISOString();
    revisions.push({ summary: { number, parent: number === 1 ? null : number - 1, time, ...step }, document: state });
    state = structuredClone(state);
    before(state);
  }
  return revisions;
}
