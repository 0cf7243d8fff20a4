import type { Dispatch } from '@business-m/protocols';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { faultOf, type HeldTransport, heldTransport, refusalOf, resultOf } from '../testing/held-transport.ts';
import { heardOf, probeDomain, probesOf, sendProbes } from '../testing/probe-domain.ts';
import { openTestDesk, type TestDesk } from '../testing/test-desk.ts';

let desk: TestDesk;
let clock = Date.parse('2026-01-01T00:00:00Z');
const transport: HeldTransport = heldTransport();
const now = () => new Date(clock);

beforeAll(async () => {
  desk = await openTestDesk({ domains: () => [probeDomain()], transport: () => transport, now, roles: ['ops'], tuning: { maxFaults: 3 } });
});
beforeEach(async () => {
  await desk.empty();
  transport.taken.length = 0;
});
afterAll(() => desk.close());

/** One round: what is due is handed over, nothing is waited for. */
const round = () => desk.service('probe').relay.drain(0);
const send = (...messages: [string, number][]) => sendProbes(desk.db, messages, now());
/** The tries handed over so far: `1.2` is the second try of message 1. */
const tries = () => transport.taken.map(({ request, attempt }) => `${(request as { n: number }).n}.${attempt}`);
const taken = (name: string): Dispatch => {
  const found = transport.taken[tries().indexOf(name)];
  if (!found) throw new Error(`${name} was not handed over: ${tries()}`);
  return found;
};
async function handedOver(name = '1.1'): Promise<Dispatch> {
  await send(['a', 1]);
  await round();
  return taken(name);
}
const timePasses = async (ms: number) => {
  clock += ms;
  await round();
};

test('sends the next message of a key when the one before has ended', async () => {
  await send(['a', 1], ['a', 2], ['b', 3]);
  await round();
  expect(tries()).toEqual(['1.1', '3.1']);
  expect(await probesOf(desk.db)).toEqual(['a 1 dispatched', 'a 2 pending', 'b 3 dispatched']);
  await transport.tell(resultOf(taken('1.1')));
  await round();
  expect(tries()).toEqual(['1.1', '3.1', '2.1']);
  await transport.tell(refusalOf(taken('2.1')));
  expect(await heardOf(desk.db)).toEqual(['a 1 delivered', 'a 2 refused']);
});

test('ignores an outcome that comes twice or after the end', async () => {
  const message = await handedOver();
  await transport.tell(resultOf(message));
  for (const outcome of [resultOf, refusalOf, faultOf]) await transport.tell(outcome(message));
  expect(await heardOf(desk.db)).toEqual(['a 1 delivered']);
  expect(await probesOf(desk.db)).toEqual(['a 1 delivered']);
});

test('ignores outcomes of unknown messages', async () => {
  const message = await handedOver();
  for (const id of ['probe-999999', 'other-1', 'probe-', 'probe-1e3', `${message.id}0`]) await transport.tell(resultOf({ ...message, id }));
  expect(await probesOf(desk.db)).toEqual(['a 1 dispatched']);
});

test('sends a message again when no outcome comes in time', async () => {
  const first = await handedOver();
  await timePasses(19_000);
  expect(tries()).toEqual(['1.1']);
  await timePasses(1_000);
  expect(tries()).toEqual(['1.1', '1.2']);
  await transport.tell(resultOf(first));
  expect(await heardOf(desk.db)).toEqual(['a 1 delivered']);
});

test('counts a fault of an older try', async () => {
  const first = await handedOver();
  await timePasses(60_000);
  await transport.tell(faultOf(first));
  expect(await probesOf(desk.db)).toEqual(['a 1 pending']);
  // For both: it is tried again already.
  await transport.tell(faultOf(taken('1.2')));
  await timePasses(250);
  expect(tries()).toEqual(['1.1', '1.2', '1.3']);
  await transport.tell(faultOf(taken('1.2')));
  expect(await probesOf(desk.db)).toEqual(['a 1 dispatched']);
});

test('gives up a message whose faults always come late', async () => {
  await handedOver();
  for (let faults = 1; faults <= 3; faults += 1) {
    const first = transport.taken.at(-1) as Dispatch;
    for (let minutes = 1; minutes <= 5; minutes += 1) await timePasses(60_000);
    await transport.tell(faultOf(first));
    await timePasses(60_000);
  }
  expect(await probesOf(desk.db)).toEqual(['a 1 dead']);
});

test('counts a fault once', async () => {
  const first = await handedOver();
  for (let times = 0; times < 5; times += 1) await transport.tell(faultOf(first));
  expect(await probesOf(desk.db)).toEqual(['a 1 pending']);
  await timePasses(60_000);
  expect(tries()).toEqual(['1.1', '1.2']);
});

test('accepts an outcome before the hand-over is recorded', async () => {
  const eager = heldTransport();
  const quick = await openTestDesk({
    domains: () => [probeDomain()],
    transport: () => ({
      ...eager,
      async dispatch(message) {
        await eager.tell(faultOf(message, true));
      },
    }),
    now,
  });
  await sendProbes(quick.db, [['a', 1]], now());
  await quick.service('probe').relay.drain(0);
  expect(await probesOf(quick.db)).toEqual(['a 1 pending']);
  await quick.close();
});

test('retries transient faults without end and gives up others', async () => {
  await send(['a', 1], ['a', 2], ['b', 3]);
  await round();
  for (let attempt = 1; attempt <= 20; attempt += 1) {
    await transport.tell(faultOf(taken(`1.${attempt}`), true));
    await timePasses(15_000);
  }
  for (let attempt = 21; attempt <= 23; attempt += 1) {
    await transport.tell(faultOf(taken(`1.${attempt}`)));
    await timePasses(60_000);
  }
  await transport.tell(resultOf(taken('3.1')));
  expect(await probesOf(desk.db)).toEqual(['a 1 dead', 'a 2 pending', 'b 3 delivered']);
  expect(await heardOf(desk.db)).toEqual(['a 1 dead', 'b 3 delivered']);
});

test('marks a dead message delivered when its result comes late', async () => {
  await send(['a', 1], ['a', 2]);
  await round();
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    await transport.tell(faultOf(taken(`1.${attempt}`)));
    await timePasses(60_000);
  }
  expect(await probesOf(desk.db)).toEqual(['a 1 dead', 'a 2 pending']);
  await transport.tell(resultOf(taken('1.1')));
  await round();
  expect(await probesOf(desk.db)).toEqual(['a 1 delivered', 'a 2 dispatched']);
});

test('ignores a refusal, but not a result, of a try before a retry', async () => {
  const first = await handedOver();
  const { messages } = desk.service('probe');
  await transport.tell(refusalOf(first));
  const [letter] = (await messages.list({}, desk.call())).items;
  await messages.retry(letter?.id ?? 0, desk.call());
  await transport.tell(refusalOf(first));
  expect(await probesOf(desk.db)).toEqual(['a 1 pending']);
  await round();
  await transport.tell(refusalOf(first));
  expect(await probesOf(desk.db)).toEqual(['a 1 dispatched']);
  await transport.tell(resultOf(first));
  expect(await heardOf(desk.db)).toEqual(['a 1 refused', 'a 1 retried', 'a 1 delivered']);
});

test('counts a failing delivery hook as a fault', async () => {
  await send(['a', 1]);
  await desk.db.schema.withSchema('probe').alterTable('heard').renameTo('elsewhere').execute();
  await round();
  await transport.tell(resultOf(taken('1.1')));
  expect(await probesOf(desk.db)).toEqual(['a 1 pending']);
  await desk.db.schema.withSchema('probe').alterTable('elsewhere').renameTo('heard').execute();
  await timePasses(60_000);
  await transport.tell(resultOf(taken('1.2')));
  expect(await heardOf(desk.db)).toEqual(['a 1 delivered']);
});
