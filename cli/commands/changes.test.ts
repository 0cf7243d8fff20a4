import { expect, test } from 'vitest';
import { deskHere as desk } from '../testing/run-desk.ts';
import { finance, NEXT, revision, STABLE, standInGateway } from '../testing/stand-in-gateway.ts';

const AT = '/api/gateway/admin/environments';

test.each<[string[], object]>([
  [['rollback', 'finance'], { kind: 'rollback', scope: 'finance' }],
  [['rollback', 'finance@1.7.2'], { kind: 'rollback', scope: 'finance', to: STABLE }],
  [['halt', 'finance'], { kind: 'halt', scope: 'finance', release: NEXT, reason: 'Because' }],
  [['bind', 'tenant', 'acme', 'finance@1.7.2'], { kind: 'bind', scope: 'finance', match: { tenant: 'acme' }, release: STABLE }],
  [['unbind', 'role', 'ops', 'finance'], { kind: 'unbind', scope: 'finance', match: { role: 'ops' } }],
  [['disable', 'wms', '--message', 'Counting.'], { kind: 'disable', scope: 'wms', message: 'Counting.' }],
  [['enable', 'wms'], { kind: 'enable', scope: 'wms' }],
  [['backend', 'wms', '--upstream', 'https://wms.internal'], { kind: 'backend', scope: 'wms', upstream: 'https://wms.internal' }],
  [['backend', 'wms', '--none', '--tenant', 'acme'], { kind: 'backend', scope: 'wms', upstream: null, tenant: 'acme' }],
  [
    ['consent', 'wms', 'workers', 'connect https://a.example'],
    { kind: 'consent', scope: 'wms', needs: ['workers', 'connect https://a.example'] },
  ],
  [['consent', 'wms', 'camera', '--withdraw'], { kind: 'consent', scope: 'wms', needs: ['camera'], withdraw: true }],
  [['budget', 'wms', '--screen', '700'], { kind: 'budget', scope: 'wms', screenKb: 700 }],
  [['budget', '--none'], { kind: 'budget', screenKb: null, releaseKb: null }],
  [['lock'], { kind: 'lock', reason: 'Because' }],
  [['unlock'], { kind: 'unlock' }],
  [['promote', '--from', 'staging', '--to', 'dev'], { kind: 'promote', from: 'staging' }],
  [['promote', 'finance', 'wms', '--from', 'staging', '--to', 'dev'], { kind: 'promote', from: 'staging', scopes: ['finance', 'wms'] }],
])(
  'desk %j asks for %j',
  async (args, change) => {
    const remotes = { finance: { ...finance, releases: { stable: STABLE, canary: { release: NEXT, shareBps: 100 } } } };
    const { calls, env } = await standInGateway({ [`GET ${AT}/dev`]: { head: { ...revision(12), text: '{}' }, merged: { remotes } } });
    const { code, err } = await desk([...args, '--reason', 'Because'], env);
    expect([code, err]).toEqual([0, '']);
    expect(calls.at(-1)).toMatchObject({ call: `POST ${AT}/dev/changes`, body: { changes: [change], reason: 'Because' } });
  },
  180_000,
);

test('refuses a meaningless change before it sends a request', async () => {
  const { calls, env } = await standInGateway();
  const attempts: [string[], number, RegExp][] = [
    [['halt', 'finance', '-m', 'x'], 1, /finance has no canary in dev: npx desk rollback finance/],
    [['bind', 'user', 'x', 'finance@1.7.2'], 2, /Allowed choices are tenant, role, region/],
    [['backend', 'wms', '-m', 'x'], 2, /Say where to with --upstream/],
    [['backend', 'wms', '--none', '--upstream', 'http://x', '-m', 'x'], 2, /cannot be used with/],
    [['lock'], 2, /Say why with --reason/],
    [['consent', 'wms', 'workers', 'connect *', '-m', 'x'], 2, /“connect \*”: a need is one of/],
    [['budget', 'wms', '-m', 'x'], 2, /Say how large with --screen <kB>/],
    [['budget', '--release', '1.5', '-m', 'x'], 2, /A size is a whole number of kilobytes/],
    [['promote', '--to', 'dev'], 2, /required option '--from/],
  ];
  const results = await Promise.all(attempts.map(([args]) => desk(args, env)));
  for (const [index, [args, code, says]] of attempts.entries())
    expect([args, results[index]?.code, results[index]?.err]).toEqual([args, code, expect.stringMatching(says)]);
  expect(calls.filter(({ call }) => call.startsWith('POST'))).toEqual([]);
}, 180_000);

test('proposals are listed, approved, rejected and withdrawn', async () => {
  const proposal = (id: string, state: string) => ({
    id,
    state,
    author: { id: 'u', name: 'Jon' },
    reason: 'Faster',
    time: revision(1).time,
    parent: 12,
  });
  const differences = [{ path: 'remotes.finance.enabled', before: true, after: false }];
  const accepted = { outcome: 'accepted', revision: revision(13), differences };
  const { calls, env } = await standInGateway({
    [`GET ${AT}/dev/proposals`]: {
      items: [
        { proposal: proposal('7k2m', 'pending'), differences },
        { proposal: proposal('old1', 'rejected'), differences },
      ],
    },
    [`POST ${AT}/dev/proposals/7k2m/approve`]: accepted,
    [`POST ${AT}/dev/proposals/7k2m/reject`]: proposal('7k2m', 'rejected'),
    [`POST ${AT}/dev/proposals/7k2m/withdraw`]: proposal('7k2m', 'withdrawn'),
  });
  expect((await desk(['proposals'], env)).out).toBe('7k2m  “Faster” (Jon, 3 h ago)\n  remotes.finance.enabled  true → false\n');
  expect(JSON.parse((await desk(['proposals', 'list', '--all', '--json'], env)).out).items).toHaveLength(2);
  expect((await desk(['proposals', 'approve', '7k2m', '-m', 'Tested'], env)).out).toMatch(/^✓ dev is at revision 13/);
  expect(calls.at(-1)?.body).toEqual({ reason: 'Tested' });
  expect((await desk(['proposals', 'reject', '7k2m'], env)).out).toBe('7k2m is rejected. Nothing has changed in dev.\n');
  expect(JSON.parse((await desk(['proposals', 'withdraw', '7k2m', '--json'], env)).out).proposal.state).toBe('withdrawn');
}, 180_000);

test('shows the history and the differences of a document', async () => {
  const differences = [{ path: 'remotes.finance.releases.stable', before: STABLE, after: NEXT }];
  const halted = revision(12, { author: { id: 'automatic-halt', name: 'Automatic halt' }, approvedBy: { id: 'u', name: 'Jon' } });
  const { calls, env } = await standInGateway({
    [`GET ${AT}/dev/history?limit=2`]: {
      items: [
        { revision: halted, differences },
        { revision: revision(11), differences: [] },
      ],
      next: 11,
    },
    [`GET ${AT}/dev/diff?from=11&to=12`]: { differences },
    [`GET ${AT}/dev/revisions/12`]: { revision: { ...halted, text: '{}' }, differences },
    [`GET ${AT}/staging/diff?with=prod`]: { differences: [] },
  });
  expect((await desk(['history', '--limit', '2'], env)).out).toBe(`REVISION  WHEN     WHO                              WHY
      12  3 h ago  Automatic halt, approved by Jon  Reason 12
      11  3 h ago  Mira Stone                       Reason 11

Older ones: --before 11
`);
  expect((await desk(['history', '--limit', '2', '--patch'], env)).out).toContain(
    `Reason 12\n          remotes.finance.releases.stable  ${STABLE} → ${NEXT}\n`,
  );
  expect((await desk(['history', '--show', '12'], env)).out).toBe(
    `dev 12  “Reason 12” (Automatic halt, approved by Jon, 3 h ago)\n  remotes.finance.releases.stable  ${STABLE} → ${NEXT}\n`,
  );
  expect(JSON.parse((await desk(['history', '--show', '12', '--json'], env)).out).revision.text).toBe('{}');
  expect((await desk(['history', '--show', '12', '--patch'], env)).code).toBe(2);
  expect((await desk(['diff'], env)).out).toBe(`dev 11 → dev 12\n  remotes.finance.releases.stable  ${STABLE} → ${NEXT}\n`);
  expect((await desk(['diff', 'staging', 'prod'], env)).out).toBe('staging → prod\n  nothing differs\n');
  expect((await desk(['diff', 'staging'], env)).code).toBe(2);
  expect(calls.at(-1)?.call).not.toContain('diff?from=NaN');
}, 180_000);
