import { expect, test } from 'vitest';
import { deskHere as desk, desk as spawned } from '../testing/run-desk.ts';
import { environment, finance, fleet, NEXT, problem, STABLE, standInGateway } from '../testing/stand-in-gateway.ts';

const ADMIN = '/api/gateway/admin';

test('shows the releases, health and faults of an environment', async () => {
  const remote = {
    ...finance,
    message: 'Closing the year.',
    enabled: false,
    releases: {
      stable: STABLE,
      canary: { release: NEXT, shareBps: 550 },
      halted: { release: NEXT, at: '2026-03-01T10:00:00.000Z', reason: 'it crashed' },
    },
    bindings: [{ match: { tenant: 'acme', role: 'accounts' }, release: '1.6.0-aaaaaaaaaaaa' }],
  };
  const health = [
    { release: STABLE, users: 1204, failed: 3, slow: 12, failures: [] },
    { release: NEXT, users: 61, failed: 5, slow: 0, failures: [] },
  ];
  const one = { ...fleet.remotes[0], remote, health, upstream: { url: 'http://127.0.0.1:8082', status: 'down', message: 'ECONNREFUSED' } };
  const locked = { reason: 'Year-end', by: 'Mira Stone', at: new Date().toISOString() };
  const dev = environment('dev', { approval: true, pending: 1, locked, fault: { path: 'remotes.x', message: 'is wrong' } });
  const { env } = await standInGateway({
    [`GET ${ADMIN}/fleet`]: { ...fleet, remotes: [one] },
    [`GET ${ADMIN}/environments`]: { serving: 'dev', environments: [dev] },
  });
  const { code, out } = await desk(['status'], env);
  expect(code).toBe(0);
  expect(out).toBe(`dev, revision 12: “Reason 12” (Mira Stone, 3 h ago)
Its newest text is not in effect: remotes.x: is wrong
Locked by Mira Stone, just now: Year-end
1 change waits for approval: npx desk proposals --env dev

REMOTE   RELEASE             FOR                            USERS  FAILED  SLOW  UPSTREAM
finance  1.7.2 0123456789ab  everybody else                 1,204  0.25 %   1 %  down http://127.0.0.1:8082 (ECONNREFUSED)  off: Closing the year.; 1.8.0 ba9876543210 was taken back: it crashed
         1.8.0 ba9876543210  5.5 % canary                      61   8.2 %   0 %
         1.6.0 aaaaaaaaaaaa  tenant acme and role accounts

Users who reported in the last 30 minutes.
`);
}, 180_000);

test('reads another environment from its document, refuses an unknown one, and prints one JSON document', async () => {
  const { env } = await standInGateway();
  const [prod, missing, json] = await Promise.all([
    desk(['status', '--env', 'prod'], env),
    desk(['status', '--env', 'nowhere'], env),
    desk(['status', '--json'], env),
  ]);
  expect(prod.out).toContain('Not what this gateway serves');
  expect(prod.out).toContain('2 changes wait for approval');
  expect(prod.out).toMatch(/REMOTE +RELEASE +FOR\nfinance +1\.7\.2 0123456789ab +everybody\n$/);
  expect(missing).toEqual({ code: 1, out: '', err: 'desk: There is no environment “nowhere”; there is dev, prod.\n' });
  expect(JSON.parse(json.out)).toMatchObject({ serving: true, environment: { name: 'dev' }, remotes: [{ scope: 'finance' }] });
}, 180_000);

test('uses colour only on request and reports an incompatible gateway', async () => {
  const { env } = await standInGateway();
  const strange = await standInGateway({ [`GET ${ADMIN}/environments`]: { other: 1 } });
  const out = await standInGateway({ [`GET ${ADMIN}/environments`]: () => problem(401, 'signed-out', 'Sign in first.') });
  const [forced, plain, other, signedOut] = await Promise.all([
    spawned(['status'], { ...env, FORCE_COLOR: '1' }),
    spawned(['status'], env),
    desk(['status', '--json'], strange.env),
    desk(['status'], out.env),
  ]);
  expect(forced.out).toContain('\u001b[');
  expect(plain.out).not.toContain('\u001b[');
  expect([other.code, JSON.parse(other.out).error.code]).toEqual([1, 'bad-answer']);
  expect(signedOut.err).toMatch(/^desk: Sign in first\. Run npx desk login --gateway http/);
}, 180_000);

test('escapes control characters in text from others', async () => {
  const locked = { reason: 'Year-end\u001b]0;owned\u0007\u001b[2J\u009b31m', by: 'Mira\u0000 Stone', at: new Date().toISOString() };
  const { env } = await standInGateway({
    [`GET ${ADMIN}/environments`]: { serving: 'dev', environments: [environment('dev', { locked })] },
  });
  const { out } = await desk(['status'], env);
  expect(out).toContain('Locked by Mira Stone, just now: Year-end]0;owned[2J31m\n');
}, 180_000);
