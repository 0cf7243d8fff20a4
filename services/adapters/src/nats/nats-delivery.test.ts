import { Unavailable } from '@business-m/protocols';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { expect, inject, test, vi } from 'vitest';
import { collect, dispatchUntilTaken } from '../contract/transport-contract.ts';
import { freshPrefix, openLink, serveFinance } from '../testing/open-desk.ts';
import { createExampleLedger, messageOf } from '../testing/samples.ts';
import type { NatsOptions } from './nats-link.ts';
import { natsTransport } from './nats-transport.ts';

const soon = { timeout: 15_000, interval: 10 };
const numbers = Array.from({ length: 40 }, (_, index) => index);
const desk = (changes: Partial<NatsOptions> = {}): NatsOptions => ({ servers: [inject('natsUrl')], prefix: freshPrefix(), ...changes });

test('delivers earlier outcomes to a listener after a restart', async () => {
  const options = desk();
  const far = await openLink(options);
  await serveFinance(far);
  const before = await openLink(options);
  await dispatchUntilTaken(natsTransport(before), messageOf(1));
  await before.close();
  const heard = await collect(natsTransport(await openLink(options)));
  expect((await heard.of('wms-1'))[0]).toMatchObject({ kind: 'result' });
});

test('ignores a second dispatch within the duplicate window and is idempotent after it', async () => {
  const options = desk({ duplicateWindowMs: 200 });
  const ledger = createExampleLedger();
  await serveFinance(await openLink(options), { ledger });
  const transport = natsTransport(await openLink(options));
  const heard = await collect(transport);
  await Promise.all([transport.dispatch(messageOf(1)), transport.dispatch(messageOf(1)), transport.dispatch(messageOf(1))]);
  await heard.of('wms-1');
  // The window forgets by and by; until then JetStream says that it has the message.
  await vi.waitFor(async () => {
    await transport.dispatch(messageOf(1));
    expect(ledger.calls.length).toBeGreaterThan(1);
  }, soon);
  await heard.of('wms-1', 2);
  expect([...ledger.posted.keys()]).toEqual(['SE-1']);
  expect(new Set(heard.outcomes.map(({ kind }) => kind))).toEqual(new Set(['result']));
});

test('has a duplicate window of two minutes', async () => {
  const options = desk();
  const ledger = createExampleLedger();
  await serveFinance(await openLink(options), { ledger });
  const transport = natsTransport(await openLink(options));
  const heard = await collect(transport);
  for (const number of [1, 1, 2]) await transport.dispatch(messageOf(number));
  await heard.of('wms-1');
  await heard.of('wms-2');
  expect(ledger.calls.map(({ id }) => id).sort()).toEqual(['SE-1', 'SE-2']);
});

test('queues one message however often it is dispatched while its receiver is away', async () => {
  const options = desk();
  const near = await openLink(options);
  const transport = natsTransport(near);
  const heard = await collect(transport);
  for (let attempt = 1; attempt <= 20; attempt += 1) {
    for (const number of [1, 2]) await dispatchUntilTaken(transport, messageOf(number, { attempt }));
  }
  const waiting = async () =>
    (await (await jetstreamManager(near.connection())).streams.info(near.subjects.streams.commands.name)).state.messages;
  expect(await waiting()).toBe(2);
  const ledger = createExampleLedger();
  await serveFinance(await openLink(options), { ledger });
  for (const number of [1, 2]) expect((await heard.of(`wms-${number}`))[0]).toMatchObject({ kind: 'result', attempt: 1 });
  await vi.waitFor(async () => expect(await waiting()).toBe(0), soon);
  expect(ledger.calls).toHaveLength(2);
  // What was worked off and is dispatched all the same goes again.
  await transport.dispatch(messageOf(1, { attempt: 21 }));
  expect((await heard.of('wms-1', 2))[1]).toMatchObject({ kind: 'result', attempt: 21 });
});

test('refuses a message when the queue is full, and the outbox keeps it', async () => {
  const near = await openLink(desk());
  const transport = natsTransport(near);
  await dispatchUntilTaken(transport, messageOf(1));
  const manager = await jetstreamManager(near.connection());
  const { name } = near.subjects.streams.commands;
  await manager.streams.update(name, { ...(await manager.streams.info(name)).config, max_msgs: 1 });
  await expect(transport.dispatch(messageOf(2))).rejects.toMatchObject({ code: 'unavailable', message: /maximum messages exceeded/ });
  expect(near.status()).toMatchObject({ state: 'connected', lastError: expect.stringMatching(/^JetStream did not store .*maximum/) });
  await manager.streams.update(name, { ...(await manager.streams.info(name)).config, max_msgs: 2 });
  await transport.dispatch(messageOf(2));
  expect(near.status().lastError).toBeUndefined();
});

test('shares messages among receivers, and outcomes among senders of a scope', async () => {
  const options = desk();
  const ledgers = [createExampleLedger(), createExampleLedger()];
  for (const ledger of ledgers) await serveFinance(await openLink(options), { ledger, concurrency: 2 });
  const transports = [natsTransport(await openLink(options)), natsTransport(await openLink(options))] as const;
  const heard = await Promise.all(transports.map((transport) => collect(transport)));
  await Promise.all(numbers.map((number) => transports[0].dispatch(messageOf(number))));
  await vi.waitFor(() => expect(heard.flatMap(({ outcomes }) => outcomes)).toHaveLength(numbers.length), soon);
  expect(ledgers.flatMap(({ calls }) => calls)).toHaveLength(numbers.length);
  for (const ledger of ledgers) expect(ledger.calls.length).toBeGreaterThan(0);
});

test('limits the messages in progress', async () => {
  const options = desk();
  let underWay = 0;
  let most = 0;
  const ledger = createExampleLedger(async () => {
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise((resolve) => setImmediate(resolve));
    underWay -= 1;
  });
  await serveFinance(await openLink(options), { ledger, concurrency: 4 });
  const transport = natsTransport(await openLink(options));
  const heard = await collect(transport);
  await Promise.all(numbers.map((number) => transport.dispatch(messageOf(number))));
  await Promise.all(numbers.map((number) => heard.of(`wms-${number}`)));
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(4);
});

test('redelivers a message after its receiver is killed', async () => {
  const options = desk({ ackWaitMs: 300 });
  const begun = Promise.withResolvers<void>();
  const dying = await openLink(options);
  const hang = Promise.withResolvers<void>();
  const hanging = createExampleLedger(async () => {
    begun.resolve();
    await hang.promise;
  });
  await serveFinance(dying, { ledger: hanging });
  const near = await openLink(options);
  const transport = natsTransport(near);
  const heard = await collect(transport);
  await transport.dispatch(messageOf(1));
  await begun.promise;
  // As a killed process: nothing more is said about what it has in hand.
  await dying.connection().close();
  await dying.close();
  const ledger = createExampleLedger();
  await serveFinance(await openLink(options), { ledger });
  expect((await heard.of('wms-1'))[0]).toMatchObject({ kind: 'result' });
  expect(ledger.posted.size).toBe(1);
  hang.resolve();
});

test('extends the acknowledgement deadline of long work', async () => {
  const options = desk({ ackWaitMs: 200 });
  const ledger = createExampleLedger(() => new Promise((resolve) => setTimeout(resolve, 1_000)));
  await serveFinance(await openLink(options), { ledger });
  const transport = natsTransport(await openLink(options));
  const heard = await collect(transport);
  await transport.dispatch(messageOf(1));
  await heard.of('wms-1');
  expect(ledger.calls).toHaveLength(1);
});

test('finishes the current message on stop', async () => {
  const options = desk();
  const begun = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  const ledger = createExampleLedger(async () => {
    begun.resolve();
    await end.promise;
  });
  const served = await serveFinance(await openLink(options), { ledger });
  const transport = natsTransport(await openLink(options));
  const heard = await collect(transport);
  await transport.dispatch(messageOf(1));
  await begun.promise;
  const stopped = served.stop();
  end.resolve();
  await stopped;
  await heard.of('wms-1');
  expect(ledger.calls).toHaveLength(1);
});

test.each(['command', 'outcome'] as const)('stores an unreadable %s with the reason and continues', async (kind) => {
  const options = desk();
  const near = await openLink(options);
  await serveFinance(await openLink(options));
  const transport = natsTransport(near);
  const heard = await collect(transport);
  await transport.dispatch(messageOf(1));
  await heard.of('wms-1');
  const subject = (n: number) => (kind === 'command' ? near.subjects.command('ledger.post', `bad-${n}`) : near.subjects.outcome('wms'));
  const unknown = JSON.stringify({ version: 2, topic: 'payroll.pay', outcome: { kind: 'fault' } });
  for (const [index, garbage] of ['{', '{"version":2}', unknown].entries()) {
    await jetstream(near.connection()).publish(subject(index), garbage);
  }
  await transport.dispatch(messageOf(2));
  await heard.of('wms-2');
  const manager = await jetstreamManager(near.connection());
  const { streams } = near.subjects;
  await vi.waitFor(async () => expect((await manager.streams.info(streams.dead.name)).state.messages).toBe(3), soon);
  const letter = await manager.streams.getMessage(streams.dead.name, { seq: 1 });
  expect(letter?.string()).toBe('{');
  expect(letter?.header.get('Desk-Reason')).toContain('is not JSON');
  expect(letter?.header.get('Desk-Subject')).toBe(subject(0));
  for (const { name } of [streams.commands, streams.outcomes]) {
    await vi.waitFor(async () => expect((await manager.streams.info(name)).state.messages).toBe(0), soon);
  }
});

test('reports a receiver without its database and allows the next try', async () => {
  const options = desk();
  let away = true;
  const ledger = createExampleLedger(async () => {
    if (away) throw new Unavailable('the database is away');
  });
  await serveFinance(await openLink(options), { ledger });
  const transport = natsTransport(await openLink(options));
  const heard = await collect(transport);
  await transport.dispatch(messageOf(1));
  expect((await heard.of('wms-1'))[0]).toMatchObject({ kind: 'fault', transient: true });
  away = false;
  // A try may be dropped while the one before lies there unacknowledged; an outbox sends it again.
  const answered = async () => {
    await transport.dispatch(messageOf(1, { attempt: 2 }));
    expect(heard.outcomes.at(-1)).toMatchObject({ id: 'wms-1', kind: 'result', attempt: 2 });
  };
  await vi.waitFor(answered, { timeout: 15_000, interval: 200 });
});
