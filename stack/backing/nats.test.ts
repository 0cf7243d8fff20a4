import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { killStarter } from '../fakes/kill-starter.ts';
import { type NatsServer, startNats } from './nats.ts';
import { permitServices } from './nats-permissions.ts';

let folder = '';
const servers: NatsServer[] = [];
const connections: NatsConnection[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'desk-nats-'));
});
afterEach(async () => {
  await Promise.all(connections.splice(0).map((connection) => connection.close()));
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  rmSync(folder, { recursive: true, force: true });
});

async function start(options: Partial<Parameters<typeof startNats>[0]> = {}): Promise<NatsServer> {
  const server = await startNats({ folder, ...options });
  servers.push(server);
  return server;
}

async function open({ url, user, password }: NatsServer, pass = password): Promise<NatsConnection> {
  const connection = await connect({ servers: url, user, pass, reconnect: false, inboxPrefix: 'desk.inbox' });
  connections.push(connection);
  return connection;
}

test('keeps what a stream acknowledged over a kill -9 and a start on the same folder and port', async () => {
  const first = await start();
  const connection = await open(first);
  await (await jetstreamManager(connection)).streams.add({ name: 'KEPT', subjects: ['kept.*'] });
  await jetstream(connection).publish('kept.one', 'still here');
  await first.kill('SIGKILL');
  expect(await first.exited).toContain('Server is ready');

  const second = await start({ port: first.port });
  expect({ ...second, pid: 0 }).toMatchObject({ url: first.url, user: first.user, password: first.password, pid: 0 });
  const message = await (await jetstreamManager(await open(second))).streams.getMessage('KEPT', { seq: 1 });
  expect(message?.string()).toBe('still here');
});

test.runIf(process.platform === 'linux')('is ended, and can be started again, when only the process that guards it is killed', async () => {
  const first = await start();
  const [, guardian = ''] = readFileSync(`/proc/${first.pid}/status`, 'utf8').match(/^PPid:\s+(\d+)$/m) ?? [];
  process.kill(Number(guardian), 'SIGKILL');
  expect(await first.exited).toContain('stopped by itself (SIGKILL)');
  const second = await start({ port: first.port });
  expect((await open(second)).isClosed()).toBe(false);
});

test('refuses a client without the password, whose files only their owner can read', async () => {
  const server = await start();
  await expect(open(server, 'guess')).rejects.toThrow(/authorization violation/i);
  expect(['password', 'nats.conf'].map((name) => statSync(join(folder, name)).mode & 0o777)).toEqual([0o600, 0o600]);
});

test('lets a user with a prefix use that prefix, its own inbox and JetStream alone', async () => {
  const connection = await open(await start({ prefix: 'desk' }));
  const refused = (async () => {
    for await (const status of connection.status()) if (status.type === 'error') return status.error.message;
    return 'closed';
  })();
  const answers = connection.subscribe('desk.rpc.echo', { callback: (_, message) => void message.respond(message.data) });
  expect((await connection.request('desk.rpc.echo', 'hello')).string()).toBe('hello');
  await (await jetstreamManager(connection)).streams.add({ name: 'DESK', subjects: ['desk.command.>'] });
  expect((await jetstream(connection).publish('desk.command.post', 'x')).seq).toBe(1);
  connection.publish('other.command', 'x');
  expect(await refused).toMatch(/permissions violation for publish to "other.command"/i);
  answers.unsubscribe();
});

test('goes on after it was paused', async () => {
  const server = await start();
  const connection = await open(server);
  await server.kill('SIGSTOP');
  const answered = connection.flush();
  await server.kill('SIGCONT');
  await answered;
});

test('names a taken port in the last lines of the error', async () => {
  const squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
  const address = squatter.address();
  try {
    await expect(start({ port: address !== null && typeof address === 'object' ? address.port : 0 })).rejects.toThrow(
      /nats-server stopped by itself[\s\S]*address already in use/,
    );
  } finally {
    squatter.close();
  }
});

test('ends when its starter is killed with SIGKILL', async () => {
  await killStarter('nats', folder);
});

test('lets a services process answer for its own domains only, and delete no stream', async () => {
  const user = (name: string) => ({ user: name, password: name.repeat(4), permissions: permitServices('desk', [name]) });
  const server = await start({ users: [user('wms'), user('finance')] });
  const wms = await open({ ...server, user: 'wms' }, 'wms'.repeat(4));
  const manager = await jetstreamManager(wms, { checkAPI: false });
  await manager.streams.add({ name: 'DESK_COMMANDS', subjects: ['desk.command.>'] });
  expect((await jetstream(wms).publish('desk.command.ledger.post', 'x')).seq).toBe(1);
  const complaints = (async () => {
    const seen: string[] = [];
    for await (const status of wms.status()) {
      if (status.type === 'error') seen.push(status.error.message);
      if (seen.length === 2) break;
    }
    return seen;
  })();
  wms.subscribe('desk.rpc.usage.finance');
  wms.publish('$JS.API.STREAM.DELETE.DESK_COMMANDS');
  expect(await complaints).toEqual([
    expect.stringMatching(/permissions violation for subscription to "desk.rpc.usage.finance"/i),
    expect.stringMatching(/permissions violation for publish to "\$js.api.stream.delete.desk_commands"/i),
  ]);

  const finance = await open({ ...server, user: 'finance' }, 'finance'.repeat(4));
  finance.subscribe('desk.rpc.usage.finance', { callback: (_, message) => void message.respond('posted') });
  await finance.flush();
  expect((await wms.request('desk.rpc.usage.finance')).string()).toBe('posted');
});
