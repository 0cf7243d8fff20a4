import { jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import { deskHere as desk, desk as spawned } from '../testing/run-desk.ts';
import { type Call, fleet, NEXT, problem, revision, SECRET, STABLE, standInGateway } from '../testing/stand-in-gateway.ts';

const CHANGES = '/api/gateway/admin/environments';

test('finds a version in the fleet and releases it over the revision it read, as the local operator', async () => {
  const { calls, env } = await standInGateway();
  const result = await spawned(['release', 'finance@1.8.0', '--share', '5%', '--reason', 'Try it'], env);
  expect(result).toEqual({
    code: 0,
    out: `✓ dev is at revision 13.\n  remotes.finance.releases.stable  ${STABLE} → ${NEXT}\n`,
    err: '',
  });
  const change = calls.at(-1);
  expect(change?.call).toBe(`POST ${CHANGES}/dev/changes`);
  expect(change?.headers['if-match']).toBe('"12"');
  expect(change?.body).toEqual({ changes: [{ kind: 'release', scope: 'finance', release: NEXT, shareBps: 500 }], reason: 'Try it' });
  const token = String(change?.headers.authorization).replace('Bearer ', '');
  const { payload } = await jwtVerify(token, new TextEncoder().encode(SECRET), { audience: 'admin' });
  expect(payload).toMatchObject({ sub: expect.stringMatching(/^operator:.+/), roles: ['ops'] });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBeLessThanOrEqual(900);
}, 180_000);

test('exits with its own code when a proposal waits, and writes nothing in a dry run', async () => {
  const proposal = { id: '7k2m', state: 'pending', author: { id: 'me', name: 'Me' }, reason: 'Try it', time: revision(1).time, parent: 40 };
  const { calls, env } = await standInGateway({
    [`POST ${CHANGES}/prod/changes`]: { outcome: 'proposed', proposal, differences: [] },
    [`POST ${CHANGES}/dev/changes`]: { outcome: 'dry-run', differences: [], needsApproval: false },
  });
  const [waits, dry] = await Promise.all([
    desk(['release', `finance@${NEXT}`, '--to', 'prod', '-m', 'Try it'], env),
    desk(['release', `finance@${NEXT}`, '--dry-run', '--json'], env),
  ]);
  expect([waits.code, waits.out]).toEqual([4, expect.stringContaining('npx desk proposals approve 7k2m --env prod')]);
  expect([dry.code, JSON.parse(dry.out)]).toEqual([0, { environment: 'dev', outcome: 'dry-run', differences: [], needsApproval: false }]);
  expect(calls.find(({ call }) => call.includes('dev/changes'))?.body).toMatchObject({ dryRun: true });
}, 180_000);

test('shows both sides of a lost race and how to retry', async () => {
  const lost = {
    code: 'revision-changed',
    detail: 'dev is at revision 13 by now; you saw 12.',
    current: revision(13),
    theirs: [{ path: 'remotes.wms.enabled', before: true, after: false }],
    yours: [{ path: 'remotes.finance.releases.stable', before: STABLE, after: NEXT }],
  };
  const { env } = await standInGateway({ [`POST ${CHANGES}/dev/changes`]: () => ({ status: 412, json: lost }) });
  const [shown, json] = await Promise.all([
    desk(['release', 'finance@1.8.0', '-m', 'x'], env),
    desk(['release', 'finance@1.8.0', '-m', 'x', '--json'], env),
  ]);
  expect([shown.code, shown.out]).toEqual([5, '']);
  expect(shown.err).toBe(`desk: dev is at revision 13 by now; you saw 12.

Theirs  revision 13, 3 h ago by Mira Stone: “Reason 13”
  remotes.wms.enabled  true → false

Yours
  remotes.finance.releases.stable  ${STABLE} → ${NEXT}

Nothing was written. Run the same command again to make your change on top of theirs, or leave it at that.
`);
  expect([json.code, JSON.parse(json.out).error]).toMatchObject([5, { code: 'revision-changed', theirs: lost.theirs, yours: lost.yours }]);
}, 180_000);

test('adds a remote that is new to the environment, and follows latest where the environment does', async () => {
  const head = { ...revision(12), text: '{}' };
  const { calls, env } = await standInGateway({
    'GET /api/gateway/admin/fleet': ({ headers }: Call) => ({ json: { ...fleet, cdn: `http://${headers.host}` } }),
    [`GET /finance/${NEXT}/remote.json`]: { title: 'Books' },
    [`GET ${CHANGES}/dev`]: { head, merged: { followLatest: true, remotes: {} } },
    [`GET ${CHANGES}/prod`]: { head, merged: { remotes: {} } },
    [`POST ${CHANGES}/prod/changes`]: { outcome: 'unchanged', revision: revision(12) },
  });
  await desk(['release', 'finance@latest', '--team', 'Finance UI', '-m', 'First'], env);
  expect(calls.at(-1)?.body).toMatchObject({
    changes: [{ kind: 'add', scope: 'finance', title: 'Books', team: 'Finance UI', release: 'latest' }],
  });
  const unchanged = await desk(['release', 'finance@latest', '--to', 'prod', '-m', 'First'], env);
  expect(calls.at(-1)?.body).toMatchObject({ changes: [{ kind: 'add', title: 'Books', team: 'Books', release: NEXT }] });
  await desk(['release', 'finance@latest', '--title', 'Ledger', '-m', 'First'], env);
  expect(calls.at(-1)?.body).toMatchObject({ changes: [{ title: 'Ledger', team: 'Ledger' }] });
  expect(unchanged.out).toBe('Nothing to change: dev says so since revision 12 (3 h ago by Mira Stone).\n'.replace('dev', 'prod'));
}, 180_000);

test('advises who has mistyped a remote’s name', async () => {
  const { env } = await standInGateway({
    'GET /api/gateway/admin/fleet': ({ headers, call }: Call) => ({
      json: { ...fleet, cdn: `http://${headers.host}`, ...(call.includes('scope=') && { remotes: [] }) },
    }),
  });
  const names = ['finanse@9.9.9', 'people@0.2.0', 'finance@9.9.9'];
  const said = await Promise.all(names.map(async (name) => (await desk(['release', name, '-m', 'x'], env)).err.split('). ')[1]));
  expect(said).toEqual([
    'Did you mean finance?\n',
    'No remote of that name is here or in the fleet, which has finance.\n',
    'Publish it with npx desk publish remotes/finance.\n',
  ]);
}, 180_000);

test('says a new remote’s release that cannot be read, and how to go on', async () => {
  const head = { ...revision(12), text: '{}' };
  const { calls, env } = await standInGateway({ [`GET ${CHANGES}/dev`]: { head, merged: { remotes: {} } } });
  const { code, err } = await desk(['release', 'finance@latest', '-m', 'First'], env);
  expect([code, err]).toEqual([
    1,
    expect.stringMatching(/remote\.json cannot be read: .* Say with --title what the remote is called\.\n$/),
  ]);
  expect(calls.some(({ call }) => call.startsWith('POST'))).toBe(false);
}, 180_000);

test('reports a refused release as a sentence with an exit code and writes nothing', async () => {
  const { calls, env } = await standInGateway({
    [`POST ${CHANGES}/prod/changes`]: () => problem(409, 'locked', 'prod is locked: year-end.', { field: 'policy.locked' }),
  });
  const attempts: [string[], NodeJS.ProcessEnv, number, string | RegExp][] = [
    [['release', 'finance'], env, 2, /names no release: write <remote>@<version>/],
    [['release', 'Finance@1'], env, 2, /“Finance” is not the name of a remote/],
    [['release', 'finance@9.9.9', '-m', 'x'], env, 1, /finance 9\.9\.9 is not on the CDN .* There is 1\.8\.0, 1\.7\.2\./],
    [['release', '1x@1.0.0', '-m', 'x'], env, 2, /of which the first is a letter\.\n$/],
    [['release', 'finance@1.8.0'], env, 2, 'desk: There is nobody to ask: say it with --reason.\n'],
    [['release', 'finance@1.8.0', '--share', '101%', '-m', 'x'], env, 2, /A share is 0% to 100%/],
    [['release', 'finance@1.8.0', '--share', '0.001%', '-m', 'x'], env, 2, /A share is 0% to 100%/],
    [['release', 'finance@1.8.0', '--to', 'prod', '-m', 'x'], env, 1, 'desk: policy.locked: prod is locked: year-end.\n'],
    [
      ['release', 'finance@1.8.0', '-m', 'x'],
      { ...env, DESK_GATEWAY: 'http://127.0.0.1:9' },
      1,
      /cannot be reached: .*\. Is the desk running\?/,
    ],
    [['release', 'finance@1.8.0', '--gateway', 'ftp://x'], env, 2, /not the address of a gateway/],
    [['relase'], env, 2, /Did you mean release\?/],
    [['release', 'finance@1.8.0', '--shar', '5%'], env, 2, /Did you mean --share\?/],
  ];
  const results = await Promise.all(attempts.map(([args, variables]) => desk(args, variables)));
  for (const [index, [args, , code, sentence]] of attempts.entries()) {
    const says = typeof sentence === 'string' ? sentence : expect.stringMatching(sentence);
    expect([args, results[index]?.code, results[index]?.out, results[index]?.err]).toEqual([args, code, '', says]);
    expect(results[index]?.err).not.toMatch(/\n\s+at /);
  }
  expect(calls.filter(({ call }) => call.startsWith('POST')).map(({ call }) => call)).toEqual([`POST ${CHANGES}/prod/changes`]);
}, 360_000);
