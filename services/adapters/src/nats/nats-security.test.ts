import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts } from '@business-m/stack/process';
import { expect, onTestFinished, test, vi } from 'vitest';
import { collect, dispatchUntilTaken } from '../contract/transport-contract.ts';
import { makeCertificates } from '../testing/certificates.ts';
import { configuredServer } from '../testing/configured-server.ts';
import { makeAccounts } from '../testing/jwt-accounts.ts';
import { freshPrefix, natsLedger, openLink, serveFinance } from '../testing/open-desk.ts';
import { callOf, messageOf, receiptOf, requestOf } from '../testing/samples.ts';
import { freshFolder, ownServer } from '../testing/servers.ts';
import type { NatsOptions } from './nats-link.ts';
import { connectNats } from './nats-link.ts';
import { natsTransport } from './nats-transport.ts';
import { ensureStreams } from './streams.ts';

/** Why these options do not lead to a connection. */
async function whyNot(options: NatsOptions): Promise<string> {
  const link = await connectNats(options);
  onTestFinished(() => link.close());
  return vi.waitFor(
    () => {
      const { state, lastError } = link.status();
      expect(state).toBe('connecting');
      if (lastError === undefined) throw new Error('no reason yet');
      return lastError;
    },
    { timeout: 10_000, interval: 20 },
  );
}

/** That calls and messages go all the way with these options. */
async function works(how: NatsOptions): Promise<void> {
  const options = { prefix: freshPrefix(), ...how };
  const [near, far] = [await openLink(options), await openLink(options)];
  await serveFinance(far);
  expect(await natsLedger(near).post(requestOf(), callOf())).toMatchObject({ voucher: receiptOf(requestOf()).voucher });
  const transport = natsTransport(near);
  const heard = await collect(transport);
  await dispatchUntilTaken(transport, messageOf(1));
  await heard.of('wms-1');
}

test('reports a wrong password without quoting it and retries until it is correct', async () => {
  const server = await ownServer({ folder: freshFolder(), user: 'desk', password: 'sesame' });
  const servers = [server.url];
  const reason = await whyNot({ servers, user: 'desk', password: 'hunter2' });
  expect(reason).toBe(`127.0.0.1:${server.port}: wrong user, password, token or credentials`);
  expect(await whyNot({ servers: [server.url.replace('//', '//desk:hunter2@')] })).toBe(reason);
  expect(await whyNot({ servers })).toBe(reason);
  await works({ servers, user: 'desk', password: 'sesame' });
  await works({ servers: [server.url.replace('//', '//desk:sesame@')] });
});

test('connects to any one of several servers', async () => {
  const server = await ownServer({ folder: freshFolder() });
  const [closed = 0] = await freePorts(1);
  await works({ servers: [`nats://127.0.0.1:${closed}`, server.url] });
});

/** As docs/messaging.md lists them. */
function permissions(prefix: string): string {
  const streams = ['COMMANDS', 'OUTCOMES', 'DEAD'].map((name) => `${prefix.toUpperCase()}_${name}`);
  const api = streams.flatMap((stream) => [
    ...['INFO', 'CREATE', 'UPDATE'].map((verb) => `$JS.API.STREAM.${verb}.${stream}`),
    ...['INFO', 'CREATE', 'DURABLE.CREATE', 'MSG.NEXT'].map((verb) => `$JS.API.CONSUMER.${verb}.${stream}.>`),
    `$JS.ACK.${stream}.>`,
  ]);
  return `permissions: { publish: ${JSON.stringify([`${prefix}.>`, ...api])}, subscribe: ${JSON.stringify([`${prefix}.>`])} }`;
}

test('works with the permissions of docs/messaging.md and reports missing ones', async () => {
  const folder = freshFolder();
  const [port = 0] = await freePorts(1);
  await configuredServer(folder, port, `authorization { users: [ { user: desk, password: sesame, ${permissions('acme')} } ] }`);
  const account = { servers: [`nats://desk:sesame@127.0.0.1:${port}`] };
  await works({ ...account, prefix: 'acme' });
  const changed = await openLink({ ...account, prefix: 'acme', duplicateWindowMs: 60_000, ackWaitMs: 5_000 });
  await serveFinance(changed);
  await ensureStreams(changed);

  const stranger = await openLink({ ...account, prefix: 'other' });
  await serveFinance(stranger).catch(() => {});
  await vi.waitFor(() => expect(stranger.status().lastError).toMatch(/no permission for .* of “(other\.|\$JS)/), { timeout: 10_000 });
});

test('verifies TLS with the CA and presents a client certificate', async () => {
  const folder = freshFolder();
  const { ca, server, client } = makeCertificates(folder);
  const plain = await ownServer({ folder: join(folder, 'one'), tls: server });
  expect(await whyNot({ servers: [plain.url] })).toMatch(/certificate is signed by a CA that is not trusted here/);
  await works({ servers: [plain.url], tls: { caFile: ca } });
  // The certificate is for the address, not for this name of it.
  expect(await whyNot({ servers: [`tls://localhost:${plain.port}`], tls: { caFile: ca } })).toMatch(/certificate is for another host name/);

  const mutual = await ownServer({ folder: join(folder, 'two'), tls: { ...server, ca } });
  expect(await whyNot({ servers: [mutual.url], tls: { caFile: ca } })).not.toBe('');
  await works({ servers: [mutual.url], tls: { caFile: ca, ...client } });
});

test('refuses a connection without TLS when TLS is required', async () => {
  const server = await ownServer({ folder: freshFolder() });
  expect(await whyNot({ servers: [server.url.replace('nats:', 'tls:')] })).toMatch(/tls/i);
});

test('names a missing CA file', async () => {
  const folder = freshFolder();
  const { server } = makeCertificates(folder);
  const { url } = await ownServer({ folder: join(folder, 'one'), tls: server });
  expect(await whyNot({ servers: [url], tls: { caFile: join(folder, 'missing.pem') } })).toContain('missing.pem');
});

test('authenticates with a token', async () => {
  const folder = freshFolder();
  const [port = 0] = await freePorts(1);
  await configuredServer(folder, port, 'authorization { token: "sesame" }');
  const servers = [`nats://127.0.0.1:${port}`];
  expect(await whyNot({ servers, token: 'hunter2' })).toMatch(/wrong user, password, token/);
  await works({ servers, token: 'sesame' });
});

test('authenticates with credentials and rereads them on renewal', async () => {
  const folder = freshFolder();
  const [port = 0] = await freePorts(1);
  const { serverConfig, credentials } = makeAccounts();
  await configuredServer(folder, port, serverConfig);
  const credentialsFile = join(folder, 'desk.creds');
  const options = { servers: [`nats://127.0.0.1:${port}`], credentialsFile };
  expect(await whyNot(options)).toContain('desk.creds');
  writeFileSync(credentialsFile, makeAccounts().credentials);
  const link = await connectNats(options);
  onTestFinished(() => link.close());
  await vi.waitFor(() => expect(link.status().lastError).toMatch(/wrong user, password, token or credentials/), { timeout: 10_000 });
  writeFileSync(credentialsFile, credentials);
  await vi.waitFor(() => expect(link.status().state).toBe('connected'), { timeout: 10_000 });
  await works(options);
});

test.each([[[]], [['http://127.0.0.1:4222']], [['nats://user:hunter2@']]])(
  'refuses invalid addresses before connecting: %j',
  async (servers) => {
    const error = await connectNats({ servers }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).not.toContain('hunter2');
  },
);
