import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { desiredState, temporaryFolder, writeRemoteDist } from '@business-m/manifest/testing';
import { type ServerType, serve } from '@hono/node-server';
import { expect, onTestFinished, test } from 'vitest';
import { deskHere } from '../../cli/testing/run-desk.ts';
import { readEnvironment } from '../../gateway/src/environment.ts';
import { startGateway } from '../../gateway/src/start-gateway.ts';
import { writeShellDist } from '../../gateway/src/testing/shell-fixture.ts';
import { writeUsers } from '../../gateway/src/testing/users-fixture.ts';
import { createCdn } from '../../stack/cdn/cdn.ts';
import { freePorts } from '../../stack/process/free-port.ts';

const SECRET = 'x'.repeat(32);
const nothing = () => {};
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing, fatal: nothing, trace: nothing } as unknown as Parameters<
  typeof startGateway
>[1];

/** A CDN with shop 1.0.0 on it, and a gateway that serves `dev` and knows of `prod`, which asks for approval. */
async function setUp() {
  const folder = await temporaryFolder(onTestFinished);
  const at = (...names: string[]) => join(folder, ...names);
  await Promise.all([
    mkdir(at('cdn')),
    mkdir(at('environments')),
    writeShellDist(at('shell')),
    writeUsers(at('users.json'), { roles: ['ops'] }),
  ]);
  const [cdnPort = 0] = await freePorts(1);
  const cdn: ServerType = serve({ fetch: createCdn(at('cdn')).fetch, hostname: '127.0.0.1', port: cdnPort });
  onTestFinished(() => void cdn.close());

  const publish = async (version: string, ...more: string[]) => {
    const change = (remote: { requires: { shared: object } }) => {
      remote.requires.shared = { react: '^19.0.0' };
    };
    await writeRemoteDist(at(`dist-${version}`), {
      version,
      change,
      files: { 'remoteEntry.js': `export const v = '${version}';`, 'items.css': '' },
    });
    return desk('publish', at(`dist-${version}`), '--no-build', '--to', at('cdn'), '--json', ...more);
  };
  const env: NodeJS.ProcessEnv = { SERVICE_SECRET: SECRET, XDG_CONFIG_HOME: at('config') };
  const desk = (...args: string[]) => deskHere(args, env);

  const first = JSON.parse((await publish('1.0.0', '--no-gate')).out) as { id: string };
  const remotes = { shop: { title: 'Shop', team: 'Shop UI', enabled: true, releases: { stable: first.id } } };
  const state = desiredState({
    cdn: `http://127.0.0.1:${cdnPort}`,
    remotes,
    backend: { mode: 'indie', monolith: 'http://127.0.0.1:9', scopes: { shop: {} } },
  });
  await writeFile(at('environments/dev.json'), JSON.stringify(state, null, 2));
  await writeFile(at('environments/prod.json'), JSON.stringify({ ...state, environment: 'prod', policy: { approval: true } }, null, 2));
  const gateway = await startGateway(
    readEnvironment({
      DESK_PORT: '0',
      DESK_DATA: at('data'),
      MANIFEST_FILE: at('environments/dev.json'),
      INTERNAL_ADDRESSES: 'allow',
      SHELL_DIST: at('shell'),
      USERS_FILE: at('users.json'),
      SESSION_SECRET: SECRET,
      SERVICE_SECRET: SECRET,
      CDN_ORIGIN: `http://127.0.0.1:${cdnPort}`,
      LOG_LEVEL: 'silent',
    }),
    silent,
  );
  onTestFinished(() => gateway.stop());
  env.DESK_GATEWAY = gateway.origin;
  /** The same command as somebody else, who has signed in. */
  const signedIn = async (config: string) => {
    const theirs = { ...env, XDG_CONFIG_HOME: config };
    await deskHere(['login', '--email', 'clerk@example.com', '--password-stdin'], theirs, 'right\n');
    return { clerk: (...args: string[]) => deskHere(args, theirs) };
  };
  return { at, desk, publish, first: first.id, signedIn };
}

test('publishes, tries, reverts and promotes a release with another person’s approval on a real gateway', async () => {
  const { at, desk, publish, first, signedIn } = await setUp();
  const taken = await publish('1.0.0');
  expect(JSON.parse(taken.out)).toMatchObject({ id: first, created: false });
  const published = JSON.parse((await publish('1.1.0')).out) as { id: string; next: string };
  expect(published.next).toBe('npx desk release shop@1.1.0 --reason "…"');

  expect((await desk('release', 'shop@1.1.0', '--share', '20%', '-m', 'Try it')).out).toMatch(
    /^✓ dev is at revision \d+\.\n {2}remotes\.shop\.releases\.canary/,
  );
  expect((await desk('status')).out).toMatch(/shop +1\.0\.0 [0-9a-f]{12} +everybody else .*\n +1\.1\.0 [0-9a-f]{12} +20 % canary/);
  const raced = await desk('release', 'shop@1.1.0', '-m', 'All', '--revision', '1');
  expect([raced.code, raced.err]).toEqual([5, expect.stringMatching(/Theirs {2}revision 2.*Try it/)]);
  expect((await desk('bind', 'tenant', 'acme', 'shop@1.1.0', '-m', 'Acme first')).code).toBe(0);
  expect((await desk('rollback', 'shop', '-m', 'Crashes')).code).toBe(0);
  const history = JSON.parse((await desk('history', '--json')).out) as {
    items: { revision: { reason: string; author: { id: string } } }[];
  };
  expect(history.items.map(({ revision }) => revision.reason).slice(0, 3)).toEqual(['Crashes', 'Acme first', 'Try it']);
  expect(history.items[0]?.revision.author.id).toMatch(/^operator:/);

  expect((await desk('lock', '-m', 'Year-end')).code).toBe(0);
  expect(await desk('release', 'shop@1.1.0', '-m', 'x')).toMatchObject({ code: 1, err: expect.stringContaining('Year-end') });
  expect((await desk('unlock', '-m', 'Closed')).code).toBe(0);
  expect((await desk('release', 'shop@1.1.0', '-m', 'All of it')).code).toBe(0);

  const waits = await desk('promote', '--from', 'dev', '--to', 'prod', '-m', 'Week 48', '--json');
  const id = (JSON.parse(waits.out) as { proposal: { id: string } }).proposal.id;
  expect(waits.code).toBe(4);
  expect((await desk('proposals', 'approve', id, '--env', 'prod')).code).toBe(1);
  const { clerk } = await signedIn(at('clerk'));
  expect((await clerk('proposals', 'approve', id, '--env', 'prod', '-m', 'Tested')).out).toMatch(/^✓ prod is at revision 2\./);
  expect((await desk('diff', 'dev', 'prod')).out).not.toContain('releases.stable');
  const last = JSON.parse((await desk('history', '--env', 'prod', '--limit', '1', '--json')).out) as { items: { revision: object }[] };
  expect(last.items[0]?.revision).toMatchObject({ reason: 'Week 48', approvedBy: { id: 'u-clerk' } });
}, 360_000);

test('the doctor finds no fault in a good desk, and names the one in a tampered desk', async () => {
  const { at, desk, first } = await setUp();
  const well = JSON.parse((await desk('doctor', '--json')).out) as { findings: { state: string; check: string; message: string }[] };
  expect(well.findings.filter(({ state, check }) => state !== 'ok' && check !== 'upstream')).toEqual([]);
  expect(well.findings.map(({ check }) => check)).toEqual(
    expect.arrayContaining(['gateway', 'clock', 'manifest', 'hashes', 'ranges', 'caching']),
  );
  await appendFile(at('cdn/shop', first, 'items.js'), '\nalert(1)');
  const ill = await desk('doctor');
  expect([ill.code, ill.out]).toEqual([1, expect.stringMatching(/✗ hashes +http:\/\/.*items\.js: other bytes than were published/)]);
}, 360_000);

test('collects the releases that no environment has named lately', async () => {
  const { at, desk, publish } = await setUp();
  await publish('1.1.0');
  const would = await desk('gc', '--to', at('cdn'));
  expect(would.out).toMatch(/REMOTE +STAY +WOULD GO/);
  expect(await readFile(at('cdn/shop/releases.json'), 'utf8')).toContain('1.0.0');
}, 360_000);
