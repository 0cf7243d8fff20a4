import { randomBytes, randomUUID } from 'node:crypto';
import { Kvm } from '@nats-io/kv';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { createEndedSessions } from './ended-sessions.ts';
import { openSharedEndedSessions } from './shared-ended-sessions.ts';

const PATIENT = { timeout: 10_000, interval: 5 };
const until = () => new Date(Date.now() + 60_000);

async function setUp() {
  const bucket = `ended-${randomBytes(6).toString('hex')}`;
  onTestFinished(async () => {
    const connection = await connect({ servers: inject('natsUrl') });
    await (await new Kvm(connection).create(bucket)).destroy();
    await connection.close();
  });
  const connections: NatsConnection[] = [];
  const connectNow = async () => {
    const connection = await connect({ servers: inject('natsUrl'), reconnect: false });
    connections.push(connection);
    return connection;
  };
  const open = async (connectAs: () => Promise<NatsConnection> = connectNow) => {
    const options = { own: createEndedSessions(), bucket, lifetimeS: 60, log: { warn: vi.fn() }, retryMs: { first: 10, longest: 50 } };
    const ended = await openSharedEndedSessions({ ...options, connect: connectAs });
    onTestFinished(() => ended.close());
    return ended;
  };
  return { open, connectNow, connections };
}

test('who signs out at one gateway is signed out at all, and at those that start later from their first request on', async () => {
  const { open } = await setUp();
  const [one, other] = await Promise.all([open(), open()]);
  const ids = [randomUUID(), randomUUID()];
  const heard = vi.fn();
  other.onAdd(heard);
  for (const id of ids) one.add(id, until());
  await vi.waitFor(() => expect(heard.mock.calls.flat().sort()).toEqual([...ids].sort()), PATIENT);
  const third = await open();
  expect(ids.map((id) => third.has(id))).toEqual([true, true]);
});

test('without NATS a gateway starts and signs people out; the others are told once it is back', async () => {
  const { open, connectNow, connections } = await setUp();
  let isThere = false;
  const one = await open(async () => (isThere ? connectNow() : Promise.reject(new Error('nobody listens'))));
  const id = randomUUID();
  one.add(id, until());
  expect(one.has(id)).toBe(true);
  const other = await open();
  expect(other.has(id)).toBe(false);
  isThere = true;
  await vi.waitFor(() => expect(other.has(id)).toBe(true), PATIENT);
  // A connection that breaks is replaced, and what was said meanwhile is heard.
  for (const connection of connections) void connection.close();
  const next = randomUUID();
  other.add(next, until());
  await vi.waitFor(() => expect(one.has(next)).toBe(true), PATIENT);
});
