import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { releaseSetEventSchema, resolutionSchema } from '@business-m/contract';
import { releaseIdOf } from '@business-m/manifest/release-id';
import { remoteDist, temporaryFolder } from '@business-m/manifest/testing';
import { pino } from 'pino';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { callAdmin } from './admin/testing/call-admin.ts';
import { readEnvironment } from './environment.ts';
import { startGateway } from './start-gateway.ts';
import { openEvents } from './testing/event-reader.ts';
import { SERVICE_SECRET, SESSION_SECRET } from './testing/running-gateway.ts';
import { writeShellDist } from './testing/shell-fixture.ts';
import { hashPassword } from './users/password.ts';

const USERS = 40;
const LIMIT = { timeout: 30_000, interval: 100 };

/** A CDN with two releases of one remote. */
async function startCdn() {
  const releases = ['1.0.0', '1.1.0'].map((version) => {
    const text = JSON.stringify(remoteDist({ version }).remote);
    return { id: releaseIdOf(version, Buffer.from(text)), text };
  });
  const server = createServer(({ url }, response) => {
    const found = releases.find(({ id }) => url === `/shop/${id}/remote.json`);
    response.writeHead(found ? 200 : 404).end(found?.text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const [stable = '', canary = ''] = releases.map(({ id }) => id);
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stable, canary };
}

test('two gateways on NATS: what users report at both halts a canary once, and open desks at both are told', {
  timeout: 270_000,
}, async () => {
  const folder = await temporaryFolder(onTestFinished);
  const cdn = await startCdn();
  const shop = { title: 'Shop', team: 'UI', enabled: true };
  const document = {
    schemaVersion: 1,
    environment: 'prod',
    cdn: cdn.origin,
    policy: { halt: { enabled: true, minUsers: 12 } },
    backend: { mode: 'indie', monolith: 'http://127.0.0.1:9', scopes: { shop: {} } },
    remotes: { shop: { ...shop, releases: { stable: cdn.stable, canary: { release: cdn.canary, shareBps: 5_000 } } } },
  };
  const password = await hashPassword('right', { N: 16, r: 8, p: 1 });
  const users = Array.from({ length: USERS }, (_, index) => `user-${index}`);
  const accounts = users.map((id) => ({ id, email: `${id}@example.com`, name: id, roles: [], tenant: 'demo', password }));
  await Promise.all([mkdir(join(folder, 'environments')), writeShellDist(join(folder, 'shell'))]);
  await writeFile(join(folder, 'environments/prod.json'), JSON.stringify(document));
  await writeFile(join(folder, 'users.json'), JSON.stringify(accounts));
  const bucket = `two-${randomBytes(6).toString('hex')}`;

  const [one, other] = await Promise.all(
    ['one', 'other'].map(async (name) => {
      const env = readEnvironment({
        DESK_PORT: '0',
        DESK_DATA: join(folder, name),
        CDN_ORIGIN: cdn.origin,
        MANIFEST_STORE: 'nats',
        MANIFEST_BUCKET: bucket,
        MANIFEST_FILE: join(folder, 'environments/prod.json'),
        INTERNAL_ADDRESSES: 'allow',
        NATS_URL: inject('natsUrl'),
        SHELL_DIST: join(folder, 'shell'),
        USERS_FILE: join(folder, 'users.json'),
        SESSION_SECRET,
        SERVICE_SECRET,
      });
      const gateway = await startGateway(env, pino({ level: 'silent' }));
      onTestFinished(() => gateway.stop());
      return gateway;
    }),
  );
  if (!one || !other) throw new Error('no gateways');
  await vi.waitUntil(async () => {
    const healths = await Promise.all([one, other].map(async ({ origin }) => (await fetch(`${origin}/api/gateway/health`)).json()));
    return healths.every((health) => (health as { manifest: { revision: number } }).manifest.revision > 0);
  }, LIMIT);

  // Every user at one of the gateways; those with the canary see it crash.
  const desks = await Promise.all(
    users.map(async (id, index) => {
      const { origin } = index % 2 === 0 ? one : other;
      const signedIn = await fetch(`${origin}/api/gateway/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: `${id}@example.com`, password: 'right' }),
      });
      const headers = { cookie: signedIn.headers.get('set-cookie')?.split(';')[0] ?? '', 'content-type': 'application/json' };
      const resolution = async () => resolutionSchema.parse(await (await fetch(`${origin}/api/gateway/remotes`, { headers })).json());
      return { origin, headers, resolution, ...(await resolution()) };
    }),
  );
  const onCanary = desks.filter(({ remotes }) => remotes[0]?.release === cdn.canary);
  expect(onCanary.length).toBeGreaterThanOrEqual(12);
  const listeners = await Promise.all(
    [one, other].map(async ({ origin }) => {
      const desk = onCanary.find((each) => each.origin === origin);
      if (!desk) throw new Error('nobody has the canary here');
      const events = await openEvents(`${origin}/api/gateway/events?seen=${desk.releaseSet}`, desk.headers);
      await events.next();
      return { ...events, before: desk };
    }),
  );
  for (const { origin, headers, remotes } of desks) {
    const [remote] = remotes;
    const kind = remote?.release === cdn.canary ? 'crashed' : 'ready';
    const events = [{ scope: 'shop', release: remote?.release, expose: './items', kind, ...(kind === 'crashed' && { code: 'broken' }) }];
    const answer = await fetch(`${origin}/api/gateway/telemetry`, { method: 'POST', headers, body: JSON.stringify({ events }) });
    expect(answer.status).toBe(204);
  }

  for (const { next, before } of listeners) {
    let found = await next();
    while (typeof found === 'string') found = await next();
    expect(releaseSetEventSchema.parse(found?.data).releaseSet).not.toBe(before.releaseSet);
    expect((await before.resolution()).remotes[0]?.release).toBe(cdn.stable);
  }
  const { body } = await callAdmin(other.origin, 'GET', '/environments/prod/history');
  const halts = body.items.filter(({ revision }: { revision: { author: { id: string } } }) => revision.author.id === 'automatic-halt');
  expect(halts).toHaveLength(1);
  // Nobody saw all of them: the numbers are both gateways' together.
  expect(halts[0].revision.evidence.canary.users).toBeGreaterThanOrEqual(12);
});
