import { differences } from '@business-m/manifest/change';
import type { Author, Proposal } from '@business-m/sdk/platform';
import type { RequestHandler } from 'msw';
import { devDocument, manyRemotes, prodDocument, releaseId, stagingDocument } from './mock-documents.ts';
import { MockEnvironment, type MockRevision } from './mock-environment.ts';
import { mockFleet } from './mock-fleet.ts';
import { ana, mockHistory } from './mock-history.ts';
import { type Asked, mockRoute } from './mock-routes.ts';

export interface MockPlatformOptions {
  /** The signed-in user. */
  me?: Author;
  remotes?: number;
  approval?: boolean;
  /** Further revisions of prod. */
  revisions?: number;
}

/** The admin API in memory, for component tests and for the remote alone. */
export function mockPlatform({
  me = { id: 'u-test', name: 'Test User' },
  remotes = 0,
  approval = false,
  revisions = 0,
}: MockPlatformOptions = {}): { prod: MockEnvironment; handlers: RequestHandler[] } {
  const environments = new Map<string, MockEnvironment>();
  const add = (name: string, history: MockRevision[]) => {
    const environment = new MockEnvironment(name, history, (other) => environments.get(other));
    environments.set(name, environment);
    return environment;
  };
  const document = prodDocument();
  Object.assign(document.remotes, manyRemotes(remotes));
  document.policy = approval ? { approval: true } : {};
  const prod = add('prod', mockHistory(document, 42 + revisions, revisions));
  const summary = { number: 7, parent: 6, author: ana, reason: 'Stable since Monday.', time: '2026-11-19T09:00:00.000Z' };
  add('staging', [{ summary, document: stagingDocument() }]);
  add('dev', [{ summary, document: devDocument() }]);
  if (approval) prod.proposals.push(...proposalsOf(prod, me));
  return { prod, handlers: handlersOf(environments, prod, me) };
}

function handlersOf(environments: ReadonlyMap<string, MockEnvironment>, prod: MockEnvironment, me: Author): RequestHandler[] {
  type Within = 'environment' | 'changes' | 'history' | 'diff' | 'proposals' | 'approve' | 'reject' | 'withdraw';
  function at({ params, refusal }: Pick<Asked<Within>, 'params' | 'refusal'>): MockEnvironment {
    const environment = environments.get(params.environment);
    if (environment) return environment;
    throw refusal('unknown-environment', 'There is no such environment.');
  }

  function decided(asked: Asked<'approve' | 'reject' | 'withdraw'>, state: Proposal['state']): Proposal {
    const proposal = at(asked).proposals.find(({ id }) => id === asked.params.id);
    if (!proposal) throw asked.refusal('unknown-proposal', 'There is no such proposal.');
    if (proposal.state !== 'pending') throw asked.refusal('already-decided', 'This proposal was decided already.');
    if (state !== 'withdrawn' && proposal.author.id === me.id)
      throw asked.refusal('own-proposal', 'Somebody other than its author has to approve a proposal.');
    return Object.assign(proposal, { state, decision: { by: me, time: new Date().toISOString(), reason: asked.body.reason ?? '' } });
  }

  return [
    mockRoute('environments', () => ({ serving: prod.name, environments: [...environments.values()].map(entryOf) })),
    mockRoute('fleet', ({ query: { scope, published } }) => {
      const { summary, document } = prod.head();
      const fleet = mockFleet(prod.name, summary.number, document);
      const wanted = fleet.remotes.filter((remote) => remote.scope === (scope ?? remote.scope));
      return { ...fleet, remotes: published ? wanted : wanted.map(({ published: _, ...remote }) => remote) };
    }),
    mockRoute('stack', ({ query: { stack } }) =>
      stack.includes('journal-entry')
        ? { stack: stack.replaceAll(/journal-entry-4f1c\.js:1:(\d+)/g, 'src/journal-entry/use-save.ts:41:$1') }
        : { stack: null, reason: 'This release was published without source maps.' },
    ),
    mockRoute('environment', (asked) => {
      const { summary, document } = at(asked).head();
      return { head: { ...summary, text: JSON.stringify(document) }, merged: document };
    }),
    mockRoute('history', (asked) => {
      const { before = Number.POSITIVE_INFINITY, limit = 20 } = asked.query;
      const older = at(asked).revisions.filter(({ summary }) => summary.number < before);
      const page = older.slice(0, limit);
      const items = page.map(({ summary, document }, index) => ({
        revision: summary,
        differences: differences(older[index + 1]?.document ?? document, document, 50),
      }));
      return { items, next: page.length < older.length ? (page.at(-1)?.summary.number ?? null) : null };
    }),
    mockRoute('diff', (asked) => {
      const { revisions } = at(asked);
      const [from, to] = [asked.query.from, asked.query.to].map((number) => revisions.find(({ summary }) => summary.number === number));
      if (!from || !to) throw asked.refusal('unknown-revision', 'There is no such revision.');
      return { differences: differences(from.document, to.document) };
    }),
    mockRoute('proposals', (asked) => {
      const environment = at(asked);
      const items = environment.proposals.map((proposal) => ({
        proposal,
        differences: proposal.state === 'pending' ? environment.preview(proposal.changes ?? [], proposal) : [],
      }));
      return { items };
    }),
    mockRoute('changes', (asked) => {
      const environment = at(asked);
      const { changes, ...by } = asked.body;
      refuseLocked(environment, asked);
      refuseLate(environment, asked, me);
      return environment.ask(changes, { author: me, ...by });
    }),
    mockRoute('approve', (asked) => {
      const { author, changes = [], reason, decision } = decided(asked, 'approved');
      const environment = at(asked);
      const found = environment.preview(changes, { author, reason });
      const revision = environment.change(changes, { author, reason, approvedBy: me });
      if (decision) decision.revision = revision.number;
      return { outcome: 'accepted', revision, differences: found };
    }),
    mockRoute('reject', (asked) => decided(asked, 'rejected')),
    mockRoute('withdraw', (asked) => decided(asked, 'withdrawn')),
  ];
}

function refuseLocked(environment: MockEnvironment, { body, refusal }: Asked<'changes'>): void {
  const { locked } = environment.head().document.policy ?? {};
  if (locked && body.changes.some(({ kind }) => kind !== 'unlock' && kind !== 'halt'))
    throw refusal('environment-locked', `${environment.name} is locked by ${locked.by}: ${locked.reason}`);
}

/** 428 without the revision that was seen, 412 with both sides when there is a newer one. */
function refuseLate(environment: MockEnvironment, { seen, body, refusal }: Asked<'changes'>, author: Author): void {
  if (seen === null) throw refusal('if-match-required', 'Say which revision you saw.');
  const { summary: current, document } = environment.head();
  if (seen === current.number) return;
  const before = environment.revisions.find(({ summary }) => summary.number === seen)?.document;
  const yours = environment.preview(body.changes, { author, reason: body.reason });
  const race = { current, theirs: differences(before, document), yours };
  throw refusal('revision-changed', `${environment.name} is at revision ${current.number} by now.`, race);
}

function entryOf(environment: MockEnvironment) {
  const { summary, document } = environment.head();
  return {
    name: environment.name,
    extends: null,
    head: summary,
    approval: document.policy?.approval === true,
    locked: document.policy?.locked ?? null,
    pending: environment.proposals.filter(({ state }) => state === 'pending').length,
    fault: environment.fault,
  };
}

/** One proposal of another author, one of the user's own, and a decided one. */
function proposalsOf(prod: MockEnvironment, me: Author): Proposal[] {
  const proposal = (
    id: string,
    author: Author,
    time: string,
    reason: string,
    change: [scope: string, version: string, shareBps: number],
  ): Proposal => ({
    ...{ id, state: 'pending', author, reason, time, parent: prod.head().summary.number },
    changes: [{ kind: 'release', scope: change[0], release: releaseId(change[0], change[1]), shareBps: change[2] }],
  });
  return [
    proposal('p2', ana, '2026-11-21T15:20:00.000Z', 'A week in staging without a complaint.', ['wms', '2.4.0', 1000]),
    proposal('p1', me, '2026-11-21T14:50:00.000Z', 'Purchasing asked for it.', ['purchase', '1.3.0', 10_000]),
    {
      ...proposal('p0', ana, '2026-11-20T10:00:00.000Z', 'Faster lists.', ['sales', '3.1.0', 500]),
      state: 'rejected',
      decision: { by: me, time: '2026-11-20T11:00:00.000Z', reason: 'Not while the service is being moved.' },
    },
  ];
}
