import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { NatsStatus } from '@business-m/nats';
import { jetstreamManager } from '@nats-io/jetstream';
import { expect, test, vi } from 'vitest';
import { collect, dispatchUntilTaken } from '../contract/transport-contract.ts';
import { natsLedger, openLink, serveFinance } from '../testing/open-desk.ts';
import { callOf, createExampleLedger, messageOf, receiptOf, requestOf } from '../testing/samples.ts';
import { freshFolder, ownServer } from '../testing/servers.ts';
import { connectNats } from './nats-link.ts';
import { natsTransport } from './nats-transport.ts';

const numbers = Array.from({ length: 60 }, (_, index) => index);
const soon = { timeout: 20_000, interval: 20 };

test('creates a link without a server, fails calls with the reason, and connects later', async () => {
  const folder = freshFolder();
  const { port, url, kill } = await ownServer({ folder });
  await kill('SIGKILL');
  const link = await connectNats({ servers: [url] });
  const seen: NatsStatus[] = [];
  link.onStatus((status) => seen.push(status));
  await vi.waitFor(
    () => expect(link.status()).toMatchObject({ state: 'connecting', lastError: expect.stringMatching(/nothing listens/) }),
    soon,
  );
  await expect(natsLedger(link).post(requestOf(), callOf())).rejects.toMatchObject({ code: 'unavailable' });
  await expect(natsTransport(link).dispatch(messageOf(1))).rejects.toMatchObject({ code: 'unavailable' });

  await ownServer({ folder, port });
  await vi.waitFor(() => expect(link.status().state).toBe('connected'), soon);
  expect(link.status()).toEqual({ state: 'connected', server: `127.0.0.1:${port}`, since: expect.any(String) });
  await link.close();
  expect(link.status().state).toBe('closed');
  expect(seen.map(({ state }) => state)).toEqual(expect.arrayContaining(['connecting', 'connected', 'closed']));
});

test('fails a call when the server is killed and succeeds after its return', async () => {
  const folder = freshFolder();
  const server = await ownServer({ folder });
  const [near, far] = [await openLink({ servers: [server.url] }), await openLink({ servers: [server.url] })];
  const begun = Promise.withResolvers<void>();
  const hang = Promise.withResolvers<void>();
  const ledger = createExampleLedger(() => {
    begun.resolve();
    return hang.promise;
  });
  await serveFinance(far, { ledger });
  const cut = natsLedger(near)
    .post(requestOf(), callOf({ deadlineMs: Date.now() + 600_000 }))
    .catch((error: unknown) => error);
  await begun.promise;
  await server.kill('SIGKILL');
  expect(await cut).toMatchObject({ code: 'unavailable' });

  hang.resolve();
  await ownServer({ folder, port: server.port });
  expect(await vi.waitFor(() => natsLedger(near).post(requestOf(), callOf()), soon)).toEqual(receiptOf(requestOf()));
});

test('loses no queued message when the server is killed', async () => {
  const folder = freshFolder();
  const server = await ownServer({ folder });
  const options = { servers: [server.url], ackWaitMs: 1_000 };
  const [near, far] = [await openLink(options), await openLink(options)];
  const transport = natsTransport(near);
  // Nobody serves yet: everything waits in the stream.
  await Promise.all(numbers.map((number) => dispatchUntilTaken(transport, messageOf(number))));
  await server.kill('SIGKILL');
  await expect(transport.dispatch(messageOf(99))).rejects.toMatchObject({ code: 'unavailable' });

  const ledger = createExampleLedger();
  const heard = await collect(transport);
  const again = await ownServer({ folder, port: server.port });
  await vi.waitFor(() => far.connection(), soon);
  await serveFinance(far, { ledger });
  await vi.waitFor(() => expect(heard.outcomes.length).toBeGreaterThan(5), soon);
  // And once more in the middle of the work.
  await again.kill('SIGKILL');
  await ownServer({ folder, port: server.port });
  await Promise.all(numbers.map((number) => heard.of(`wms-${number}`)));
  expect([...ledger.posted.keys()].sort()).toEqual(numbers.map((number) => `SE-${number}`).sort());
  expect(new Set(heard.outcomes.map(({ kind }) => kind))).toEqual(new Set(['result']));
});

test('recreates streams and consumers on a server without its data', async () => {
  const folder = freshFolder();
  const server = await ownServer({ folder });
  const [near, far] = [await openLink({ servers: [server.url] }), await openLink({ servers: [server.url] })];
  const transport = natsTransport(near);
  const heard = await collect(transport);
  await serveFinance(far, { ledger: createExampleLedger() });
  await dispatchUntilTaken(transport, messageOf(1));
  await heard.of('wms-1');
  await server.kill('SIGKILL');
  rmSync(join(folder, 'data'), { recursive: true });
  await ownServer({ folder, port: server.port });
  await dispatchUntilTaken(transport, messageOf(2));
  await heard.of('wms-2');
});

test('stops without waiting for a dead server', async () => {
  const server = await ownServer({ folder: freshFolder() });
  const link = await openLink({ servers: [server.url] });
  const served = await serveFinance(link);
  const { listening } = await collect(natsTransport(link));
  const stopped = Promise.all([served.stop(), listening.stop(), link.close()]);
  await server.kill('SIGKILL');
  await stopped;
  expect(link.status().state).toBe('closed');
});

test('recreates deleted streams from senders and receivers', async () => {
  const server = await ownServer({ folder: freshFolder() });
  const [near, far] = [await openLink({ servers: [server.url] }), await openLink({ servers: [server.url] })];
  const transport = natsTransport(near);
  const heard = await collect(transport);
  await serveFinance(far, { ledger: createExampleLedger() });
  await dispatchUntilTaken(transport, messageOf(1));
  await heard.of('wms-1');
  const manager = await jetstreamManager(near.connection());
  for (const { name } of Object.values(near.subjects.streams)) await manager.streams.delete(name);
  await dispatchUntilTaken(transport, messageOf(2));
  await heard.of('wms-2');
});
