import { randomBytes } from 'node:crypto';
import { Kvm } from '@nats-io/kv';
import { connect } from '@nats-io/transport-node';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { healthCountsContract } from './contract/health-counts-contract.ts';
import { createNatsCounts } from './nats-counts.ts';

const STABLE = '1.8.0-000000000001';
const crashed = { scope: 'shop', release: STABLE, kind: 'crashed', code: 'broken' } as const;

async function setUp() {
  let now = Date.parse('2026-03-01T08:00:00Z');
  const bucket = `health-${randomBytes(6).toString('hex')}`;
  const log = { warn: vi.fn(), info: vi.fn() };
  const connections: Awaited<ReturnType<typeof connect>>[] = [];
  const connectNow = async () => {
    const connection = await connect({ servers: inject('natsUrl'), reconnect: false });
    connections.push(connection);
    return connection;
  };
  onTestFinished(async () => {
    const connection = await connect({ servers: inject('natsUrl') });
    await (await new Kvm(connection).create(bucket)).destroy();
    await connection.close();
  });
  const open = (connectAs = connectNow) => {
    const counts = createNatsCounts({ secret: 'secret', connect: connectAs, bucket, log, flushMs: 20, now: () => now });
    onTestFinished(() => counts.close());
    return counts;
  };
  const pass = (ms: number) => {
    now += ms;
  };
  return { open: () => open(), openAs: open, connectNow, connections, bucket, log, now: () => now, pass };
}

healthCountsContract(setUp);

test('without NATS each gateway counts for itself, and tells the others once it is back', async () => {
  const { open, openAs, connectNow, log } = await setUp();
  let up = false;
  const alone = openAs(async () => {
    if (!up) throw new Error('nothing listens there');
    return connectNow();
  });
  const other = open();
  await vi.waitFor(() =>
    expect(log.warn).toHaveBeenCalledExactlyOnceWith({ reason: 'nothing listens there' }, 'health counts are not shared'),
  );
  alone.record('ann', [crashed]);
  expect(alone.read('shop')).toMatchObject([{ users: 1, failed: 1 }]);
  expect(other.read('shop')).toEqual([]);
  up = true;
  await vi.waitFor(() => expect(other.read('shop')).toMatchObject([{ users: 1, failed: 1 }]), { timeout: 10_000 });
});

test('a connection that breaks is opened again, and nothing is lost', async () => {
  const { open, connections } = await setUp();
  const [one, other] = [open(), open()];
  one.record('ann', [crashed]);
  await vi.waitFor(() => expect(other.read('shop')).toMatchObject([{ users: 1 }]), { timeout: 10_000 });
  for (const connection of connections) void connection.close();
  one.record('ben', [crashed]);
  await vi.waitFor(() => expect(other.read('shop')).toMatchObject([{ users: 2 }]), { timeout: 10_000 });
});

test('no name of a user is in the store, and the same user has another one in each scope', async () => {
  const { open, bucket, connectNow } = await setUp();
  const counts = open();
  counts.record('ann@example.com', [crashed, { ...crashed, scope: 'yard' }]);
  const connection = await connectNow();
  onTestFinished(() => connection.close());
  const texts = await vi.waitFor(
    async () => {
      const kv = await new Kvm(connection).open(bucket);
      const found = [];
      for await (const key of await kv.keys()) found.push([key, (await kv.get(key))?.string() ?? '']);
      expect(found).toHaveLength(2);
      return found;
    },
    { timeout: 10_000 },
  );
  expect(JSON.stringify(texts)).not.toContain('ann');
  const hashes = texts.map(([, text]) => JSON.parse(text ?? '')[0][0]);
  expect(hashes[0]).not.toBe(hashes[1]);
});

test('what is not understood is left out', async () => {
  const { open, bucket, connectNow } = await setUp();
  const counts = open();
  const connection = await connectNow();
  onTestFinished(() => connection.close());
  const kv = await new Kvm(connection).create(bucket, { history: 1 }).catch(() => new Kvm(connection).open(bucket));
  await kv.put('shop.1_8_0-000000000001.other', 'not json');
  await kv.put('shop.1_8_0-000000000001.another', '[["h",1,2,3,"x"]]');
  counts.record('ann', [crashed]);
  const reader = open();
  await vi.waitFor(() => expect(reader.read('shop')).toMatchObject([{ release: STABLE, users: 1 }]), { timeout: 10_000 });
});
