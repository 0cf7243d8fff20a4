import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type NatsServer, startNats } from '@business-m/stack/backing';
import { AckPolicy, jetstream, jetstreamManager, type StorageType } from '@nats-io/jetstream';
import { connect, headers, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { MessageFaultOptions } from './faults.ts';
import { type NatsProxy, startNatsProxy } from './proxy.ts';

const folder = mkdtempSync(join(tmpdir(), 'nats-proxy-'));
let nats: NatsServer;
beforeAll(async () => {
  nats = await startNats({ folder });
});
afterAll(async () => {
  await nats?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const none: MessageFaultOptions = {
  seed: 1,
  delayed: 0,
  delayMaxMs: 40,
  duplicated: 0,
  republished: 0,
  republishedAfterMaxMs: 60,
  redelivered: 0,
  unacknowledged: 0,
};

async function through(faults: Partial<MessageFaultOptions>): Promise<{ proxy: NatsProxy; client: NatsConnection }> {
  const proxy = await startNatsProxy({ upstream: { host: '127.0.0.1', port: nats.port }, faults: { ...none, ...faults } });
  onTestFinished(proxy.stop);
  return { proxy, client: await connected(proxy.port) };
}

async function connected(port: number): Promise<NatsConnection> {
  const client = await connect({
    servers: `127.0.0.1:${port}`,
    user: nats.user,
    pass: nats.password,
    reconnectTimeWait: 20,
    maxReconnectAttempts: -1,
  });
  onTestFinished(() => client.close());
  return client;
}

/** Waits for the next status of a kind, past those of other kinds. */
function statusOf(client: NatsConnection): (type: string) => Promise<void> {
  const events = client.status()[Symbol.asyncIterator]();
  return async function until(type) {
    while ((await events.next()).value?.type !== type);
  };
}

async function stream(client: NatsConnection, name: string) {
  const manager = await jetstreamManager(client);
  await manager.streams.add({ name, subjects: [`${name}.>`], storage: 'memory' as StorageType });
  onTestFinished(async () => void (await (await jetstreamManager(await connected(nats.port))).streams.delete(name)));
  return { manager, js: jetstream(client) };
}

test('changes, loses and reorders nothing without faults, however large', async () => {
  const { client } = await through({});
  const received: Uint8Array[] = [];
  const subscription = client.subscribe('calm.>', { callback: (_error, message) => void received.push(message.data) });
  await client.flush();
  const sent = Array.from({ length: 300 }, (_, index) => Buffer.alloc(index % 50 === 0 ? 900_000 : index, `${index}\r\nPUB a 1\r\n`));
  for (const data of sent) client.publish('calm.x', data);
  await client.flush();
  subscription.unsubscribe();
  expect(received.map((data) => Buffer.compare(data, sent[received.indexOf(data)] as Buffer))).toEqual(sent.map(() => 0));
});

test('delivers delayed messages after later ones, and all of them', async () => {
  const { client, proxy } = await through({ delayed: 0.3 });
  const order: number[] = [];
  const { promise: all, resolve } = Promise.withResolvers<void>();
  client.subscribe('late.>', { callback: (_error, message) => void (order.push(Number(message.string())) === 200 && resolve()) });
  await client.flush();
  for (let index = 0; index < 200; index += 1) client.publish('late.x', String(index));
  await all;
  expect(order.toSorted((left, right) => left - right)).toEqual(Array.from({ length: 200 }, (_, index) => index));
  expect(order).not.toEqual(order.toSorted((left, right) => left - right));
  expect(proxy.counts.delayed).toBeGreaterThan(20);
});

test('publishes duplicates that JetStream drops by their id, and republications that it takes for new', async () => {
  const { client, proxy } = await through({ duplicated: 1, republished: 0.5 });
  const { manager, js } = await stream(client, 'twice');
  for (let index = 0; index < 40; index += 1) {
    const meta = headers();
    meta.set('Trace', `t${index}`);
    await js.publish('twice.x', String(index), { msgID: `m-${index}`, headers: meta });
  }
  await proxy.settled();
  await client.flush();
  const info = await manager.streams.info('twice');
  expect(proxy.counts.duplicate).toBeGreaterThanOrEqual(40);
  expect(proxy.counts.republication).toBeGreaterThan(5);
  expect(info.state.messages).toBe(40 + proxy.counts.republication);
  const copy = await manager.streams.getMessage('twice', { seq: info.state.last_seq });
  expect(copy?.header.get('Trace')).toMatch(/^t\d+$/);
});

test('delivers messages twice, and again when their acknowledgement is dropped', async () => {
  const { client, proxy } = await through({ redelivered: 0.5, unacknowledged: 0.3 });
  const { manager, js } = await stream(client, 'again');
  await manager.consumers.add('again', { durable_name: 'c', ack_policy: AckPolicy.Explicit, ack_wait: 300_000_000 });
  for (let index = 0; index < 30; index += 1) await js.publish('again.x', String(index), { msgID: `m-${index}` });
  const consumer = await js.consumers.get('again', 'c');
  const times = new Map<string, number>();
  const messages = await consumer.consume({ max_messages: 10 });
  const consuming = (async () => {
    for await (const message of messages) {
      times.set(message.string(), (times.get(message.string()) ?? 0) + 1);
      message.ack();
    }
  })();
  // Asked again and again: the server counts an acknowledgement a moment after it came, and after the last one nothing comes any more.
  const left = async () => {
    const { num_ack_pending, num_pending } = await consumer.info();
    return num_ack_pending + num_pending + 30 - times.size;
  };
  await expect.poll(left, { timeout: 50_000 }).toBe(0);
  messages.stop();
  await consuming;
  expect(times.size).toBe(30);
  expect(Math.max(...times.values())).toBeGreaterThan(1);
  expect(proxy.counts.redelivery).toBeGreaterThan(0);
  expect(proxy.counts.unacknowledged).toBeGreaterThan(0);
});

test('decides a message’s faults by the seed and the message', async () => {
  const run = async (seed: number) => {
    const { client, proxy } = await through({ seed, duplicated: 0.2, delayed: 0.2 });
    for (let index = 0; index < 100; index += 1) client.publish(`seeded.${index}`, 'x');
    await client.flush();
    return [proxy.counts.duplicate, proxy.counts.delayed];
  };
  expect(await run(5)).toEqual(await run(5));
  expect(await run(5)).not.toEqual(await run(6));
});

test('cuts connections, refuses them during a partition, and takes clients back afterwards', async () => {
  const { client, proxy } = await through({});
  const until = statusOf(client);
  proxy.cut();
  await until('reconnect');
  proxy.partition();
  await until('disconnect');
  await expect(connect({ servers: `127.0.0.1:${proxy.port}`, user: nats.user, pass: nats.password, reconnect: false })).rejects.toThrow();
  proxy.heal();
  await until('reconnect');
  expect(await client.rtt()).toBeGreaterThanOrEqual(0);
  expect(client.info?.connect_urls).toBeUndefined();
  expect(proxy.counts.cuts).toBe(2);
});

test('outlives its server, and connects to the next one', async () => {
  const own = mkdtempSync(join(tmpdir(), 'nats-proxy-'));
  onTestFinished(() => rmSync(own, { recursive: true, force: true }));
  const first = await startNats({ folder: own });
  const proxy = await startNatsProxy({ upstream: { host: '127.0.0.1', port: first.port }, faults: none });
  onTestFinished(proxy.stop);
  const client = await connect({
    servers: `127.0.0.1:${proxy.port}`,
    user: first.user,
    pass: first.password,
    reconnectTimeWait: 20,
    maxReconnectAttempts: -1,
  });
  onTestFinished(() => client.close());
  const until = statusOf(client);
  await first.kill('SIGKILL');
  const second = await startNats({ folder: own, port: first.port });
  onTestFinished(second.stop);
  await until('reconnect');
  expect(await client.rtt()).toBeGreaterThanOrEqual(0);
});
