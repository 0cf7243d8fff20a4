import { freePorts } from '@business-m/stack/process';
import { jetstreamManager, RetentionPolicy } from '@nats-io/jetstream';
import { nanos } from '@nats-io/nats-core';
import { expect, inject, test, vi } from 'vitest';
import { collect, dispatchUntilTaken } from '../contract/transport-contract.ts';
import { configuredServer } from '../testing/configured-server.ts';
import { freshPrefix, openLink, serveFinance } from '../testing/open-desk.ts';
import { messageOf } from '../testing/samples.ts';
import { freshFolder } from '../testing/servers.ts';
import type { NatsLink } from './nats-link.ts';
import { natsTransport } from './nats-transport.ts';
import { ensureStreams } from './streams.ts';

const configOf = async (link: NatsLink, stream: keyof NatsLink['subjects']['streams']) =>
  (await (await jetstreamManager(link.connection())).streams.info(link.subjects.streams[stream].name)).config;

test('creates streams once and updates their configuration', async () => {
  const options = { servers: [inject('natsUrl')], prefix: freshPrefix() };
  const links = [await openLink(options), await openLink(options)] as const;
  await Promise.all(links.map((link) => ensureStreams(link)));
  const [link] = links;
  expect(link.status().lastError).toBeUndefined();
  const day = nanos(86_400_000);
  const prefix = options.prefix;
  expect(await configOf(link, 'commands')).toMatchObject({
    name: `${prefix.toUpperCase()}_COMMANDS`,
    subjects: [`${prefix}.command.>`],
    retention: RetentionPolicy.Workqueue,
    storage: 'file',
    discard: 'new',
    num_replicas: 1,
    max_msgs_per_subject: 1,
    discard_new_per_subject: true,
    duplicate_window: nanos(120_000),
  });
  expect(await configOf(link, 'outcomes')).toMatchObject({ subjects: [`${prefix}.outcome.>`], retention: RetentionPolicy.Workqueue });
  expect(await configOf(link, 'dead')).toMatchObject({ retention: RetentionPolicy.Limits, max_age: 30 * day });

  const changed = await openLink({ ...options, duplicateWindowMs: 30_000 });
  await ensureStreams(changed);
  expect((await configOf(changed, 'commands')).duplicate_window).toBe(nanos(30_000));
});

test('updates the configuration of a consumer and keeps its pending messages', async () => {
  const options = { servers: [inject('natsUrl')], prefix: freshPrefix() };
  const first = await openLink(options);
  const served = await serveFinance(first);
  const transport = natsTransport(first);
  const heard = await collect(transport);
  await dispatchUntilTaken(transport, messageOf(1));
  await heard.of('wms-1');
  await served.stop();
  await dispatchUntilTaken(transport, messageOf(2));
  const second = await openLink({ ...options, ackWaitMs: 3_000 });
  await serveFinance(second);
  await heard.of('wms-2');
  const manager = await jetstreamManager(second.connection());
  const { config } = await manager.consumers.info(second.subjects.streams.commands.name, 'ledger');
  expect(config).toMatchObject({ ack_wait: nanos(3_000), ack_policy: 'explicit', filter_subject: `${options.prefix}.command.ledger.>` });
});

test('reports too many replicas in the status and creates nothing', async () => {
  const link = await openLink({ servers: [inject('natsUrl')], prefix: freshPrefix(), replicas: 3 });
  await expect(natsTransport(link).dispatch(messageOf(1))).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(/replicas/),
  });
  expect(link.status()).toMatchObject({ state: 'connected', lastError: expect.stringMatching(/^JetStream.*replicas/) });
});

test('replicates streams in a cluster of three', async () => {
  const folder = freshFolder();
  const ports = await freePorts(6);
  const [clients, routes] = [ports.slice(0, 3), ports.slice(3)];
  for (const [index, port] of clients.entries()) {
    const peers = routes.map((route) => `"nats://127.0.0.1:${route}"`).join(', ');
    const cluster = `cluster { name: desk, listen: "127.0.0.1:${routes[index]}", routes: [${peers}] }`;
    await configuredServer(folder, port, `server_name: n${index}\n${cluster}`);
  }
  const options = { servers: clients.map((port) => `nats://127.0.0.1:${port}`), replicas: 3 };
  const link = await openLink(options);
  // A cluster elects its leader first.
  await vi.waitFor(() => ensureStreams(link), { timeout: 20_000, interval: 100 });
  for (const stream of ['commands', 'outcomes', 'dead'] as const) expect((await configOf(link, stream)).num_replicas).toBe(3);
  const transport = natsTransport(link);
  const heard = await collect(transport);
  for (const attempt of [1, 2, 3]) await dispatchUntilTaken(transport, messageOf(1, { attempt }));
  const manager = await jetstreamManager(link.connection());
  expect((await manager.streams.info(link.subjects.streams.commands.name)).state.messages).toBe(1);
  await serveFinance(await openLink(options));
  await heard.of('wms-1');
}, 180_000);
