import type { Author } from '@business-m/sdk/platform';
import type { RequestHandler } from 'msw';
import { devDocument, type MockDocument, manyRemotes, prodDocument, stagingDocument } from './mock-documents.ts';
import { type MockEnvironment, mockEnvironment } from './mock-environment.ts';
import { ana, mockHistory } from './mock-history.ts';
import { mockReads } from './mock-reads.ts';
import { releaseId } from './mock-releases.ts';
import { mockWrites } from './mock-writes.ts';

export interface MockPlatformOptions {
  /** Who asks. */
  me?: Author;
  /** How many remotes prod has besides its own. */
  remotes?: number;
  /** Whether prod asks for approval. */
  approval?: boolean;
  /** How many revisions prod has besides those that tell something. */
  revisions?: number;
}

export interface MockPlatform {
  me: Author;
  serving: string;
  environments: Map<string, MockEnvironment>;
  /** The environment served here. */
  prod: MockEnvironment;
  handlers: RequestHandler[];
}

/** The admin API in memory: what answers the screens in component tests and when they are shown alone. Every answer passes the contract's schema. */
export function mockPlatform({
  me = { id: 'u-test', name: 'Test User' },
  remotes = 0,
  approval = false,
  revisions = 0,
}: MockPlatformOptions = {}): MockPlatform {
  const document = prodDocument();
  Object.assign(document.remotes, manyRemotes(remotes));
  document.policy = approval ? { approval: true } : {};
  const prod = mockEnvironment('prod', mockHistory(document, 42 + revisions, revisions));
  const platform: Omit<MockPlatform, 'handlers'> = {
    me,
    serving: 'prod',
    prod,
    environments: new Map([
      ['prod', prod],
      ['staging', first('staging', stagingDocument())],
      ['dev', first('dev', devDocument())],
    ]),
  };
  if (approval) propose(prod, me);
  return { ...platform, handlers: [...mockReads(platform), ...mockWrites(platform)] };
}

function first(name: string, document: MockDocument): MockEnvironment {
  const summary = { number: 7, parent: 6, author: ana, reason: 'Stable since Monday.', time: '2026-11-19T09:00:00.000Z' };
  return mockEnvironment(name, [{ summary, document }]);
}

/** One proposal of somebody else's, one's own, and one that was decided. */
function propose(prod: MockEnvironment, me: Author): void {
  const parent = prod.head().summary.number;
  prod.proposals.push(
    {
      id: 'p2',
      state: 'pending',
      author: ana,
      reason: 'A week in staging without a complaint.',
      time: '2026-11-21T15:20:00.000Z',
      parent,
      changes: [{ kind: 'release', scope: 'wms', release: releaseId('wms', '2.4.0'), shareBps: 1000 }],
    },
    {
      id: 'p1',
      state: 'pending',
      author: me,
      reason: 'Purchasing asked for it.',
      time: '2026-11-21T14:50:00.000Z',
      parent,
      changes: [{ kind: 'release', scope: 'purchase', release: releaseId('purchase', '1.3.0'), shareBps: 10_000 }],
    },
    {
      id: 'p0',
      state: 'rejected',
      author: ana,
      reason: 'Faster lists.',
      time: '2026-11-20T10:00:00.000Z',
      parent: parent - 3,
      changes: [{ kind: 'release', scope: 'sales', release: releaseId('sales', '3.1.0'), shareBps: 500 }],
      decision: { by: me, time: '2026-11-20T11:00:00.000Z', reason: 'Not while the service is being moved.' },
    },
  );
}
