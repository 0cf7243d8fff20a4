import { decodeCall, encodeAnswer, encodeCall, encodeCommand, ledgerContract, Refusal } from '@business-m/protocols';
import * as v1 from '@business-m/protocols/frozen/v1';
import { jetstream } from '@nats-io/jetstream';
import { expect, inject, test } from 'vitest';
import { collect, dispatchUntilTaken } from '../contract/transport-contract.ts';
import { freshPrefix, natsLedger, openLink, serveFinance } from '../testing/open-desk.ts';
import { callOf, createExampleLedger, messageOf, POSTED_AT, receiptOf, requestOf } from '../testing/samples.ts';
import type { NatsLink } from './nats-link.ts';
import { natsTransport } from './nats-transport.ts';
import { pull } from './pull.ts';
import { ensureStreams } from './streams.ts';

/** The contract as it will be two versions on: it speaks 3 and 2. */
const version3 = { ...ledgerContract, version: 3 };
const { posted_at: _, ...receiptV1 } = receiptOf(requestOf());

async function openPair() {
  const options = { servers: [inject('natsUrl')], prefix: freshPrefix() };
  return { near: await openLink(options), far: await openLink(options) };
}

const ask = async (link: NatsLink, frame: string): Promise<string> =>
  (await link.connection().request(link.subjects.call('ledger', 'post'), frame, { timeout: 5_000 })).string();

/** A finance of version 1, as it was: answers calls with the frozen contract and counts what it is sent. */
async function serveVersion1(link: NatsLink): Promise<{ versions: number[] }> {
  const versions: number[] = [];
  const subject = link.subjects.call('ledger', 'post');
  link.connection().subscribe(subject, {
    callback: (_error, message) => {
      const frame = message.string();
      versions.push(JSON.parse(frame).version);
      try {
        const call = v1.decodeCall(v1.ledgerContract, 'post', frame);
        expect(call.request).toEqual(requestOf());
        message.respond(v1.encodeAnswer(v1.ledgerContract, 'post', call.version, { result: receiptV1 }));
      } catch (thrown) {
        message.respond(v1.encodeAnswer(v1.ledgerContract, 'post', 1, { thrown }));
      }
    },
  });
  await link.connection().flush();
  return { versions };
}

test('answers an old caller in its own version', async () => {
  const { near, far } = await openPair();
  const ledger = createExampleLedger();
  await serveFinance(far, { ledger });
  const answer = await ask(near, v1.encodeCall(v1.ledgerContract, 'post', 1, requestOf(), callOf()));
  expect(v1.decodeAnswer(v1.ledgerContract, 'post', answer)).toEqual(receiptV1);
  expect(ledger.posted.get('SE-1')).toEqual(requestOf());
});

test('translates refusals and faults of a new callee for an old caller', async () => {
  const { near, far } = await openPair();
  let thrown: Error = new Refusal('already-posted', 'Closed.', { current: { until: '2026-01-31' } });
  await serveFinance(far, { ledger: createExampleLedger(() => Promise.reject(thrown)) });
  const call = async () =>
    v1.decodeAnswer(v1.ledgerContract, 'post', await ask(near, v1.encodeCall(v1.ledgerContract, 'post', 1, requestOf(), callOf())));
  const refused = (await call().catch((error: unknown) => error)) as Refusal;
  expect(refused).toBeInstanceOf(v1.Refusal);
  expect(refused.toJSON()).toEqual({ code: 'already-posted', message: 'Closed.', current: { until: '2026-01-31' } });
  thrown = new TypeError('bug');
  await expect(call()).rejects.toMatchObject({ name: 'RemoteFault' });
});

test('learns the version of an old callee', async () => {
  const { near, far } = await openPair();
  const { versions } = await serveVersion1(far);
  const ledger = natsLedger(near);
  const receipt = await ledger.post(requestOf(), callOf());
  expect(receipt).toEqual({ ...receiptV1, posted_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) });
  await ledger.post(requestOf(), callOf());
  expect(versions).toEqual([2, 1, 1]);
});

test('refuses a caller two versions apart, with the supported versions', async () => {
  const { near, far } = await openPair();
  await serveFinance(far);
  // Too new: version 3 and up to a callee of 2; 2 is what they have in common, 4 has nothing.
  const tooNew = JSON.parse(encodeCall(ledgerContract, 'post', 2, requestOf(), callOf()));
  const answer = JSON.parse(await ask(near, JSON.stringify({ ...tooNew, version: 4 })));
  expect(answer.answer).toMatchObject({ kind: 'refusal', refusal: { code: 'unsupported-version', current: { supported: [2, 1] } } });

  // Too old: version 1 to a callee of 3.
  const frame = v1.encodeCall(v1.ledgerContract, 'post', 1, requestOf(), callOf());
  const refusal = (() => {
    try {
      return decodeCall(version3, 'post', frame);
    } catch (thrown) {
      return thrown;
    }
  })();
  const heard = () => v1.decodeAnswer(v1.ledgerContract, 'post', encodeAnswer(version3, 'post', 3, { thrown: refusal }));
  expect(heard).toThrow(expect.objectContaining({ code: 'unsupported-version', current: { supported: [3, 2] } }));
});

test('refuses a caller without a common version', async () => {
  const { near, far } = await openPair();
  far.connection().subscribe(far.subjects.call('ledger', 'post'), {
    callback: (_error, message) => {
      const thrown = new Refusal('unsupported-version', 'No.', { current: { supported: [9, 8] } });
      message.respond(encodeAnswer(ledgerContract, 'post', 9, { thrown }));
    },
  });
  await far.connection().flush();
  await expect(natsLedger(near).post(requestOf(), callOf())).rejects.toMatchObject({ code: 'unsupported-version' });
});

test('runs a message of an old sender and answers in its version', async () => {
  const { near, far } = await openPair();
  const ledger = createExampleLedger();
  await serveFinance(far, { ledger });
  await ensureStreams(near);
  const outcome = Promise.withResolvers<string>();
  const listening = pull(near, {
    kind: 'outcome',
    durable: 'wms',
    subject: near.subjects.outcome('wms'),
    concurrency: 1,
    onFault: () => {},
    work: async (delivery) => outcome.resolve(delivery.string()),
  });
  await jetstream(near.connection()).publish(
    near.subjects.command('ledger.post', 'wms-1'),
    v1.encodeCommand(v1.ledgerContract, 1, messageOf(1)),
  );
  const read = v1.outcomeOf(v1.ledgerContract, v1.decodeOutcome(await outcome.promise));
  const { posted_at: _when, ...result } = receiptOf(requestOf('SE-1'));
  expect(read).toEqual({ kind: 'result', id: 'wms-1', attempt: 1, result });
  expect(ledger.posted.size).toBe(1);
  await listening.stop();
});

test('reports an old receiver as transient, then sends its version', async () => {
  const { near, far } = await openPair();
  await ensureStreams(far);
  const versions: number[] = [];
  // A finance of version 1, as it was.
  const old = pull(far, {
    kind: 'command',
    durable: 'ledger',
    subject: far.subjects.commandsOf('ledger'),
    concurrency: 1,
    onFault: () => {},
    async work(delivery) {
      const command = v1.decodeCommand(delivery.string());
      const { id, attempt, topic } = command.message;
      versions.push(command.version);
      const end = (outcome: Parameters<typeof v1.encodeOutcome>[3]) => v1.encodeOutcome(v1.ledgerContract, command.version, topic, outcome);
      let frame: string;
      try {
        v1.requestOf(v1.ledgerContract, command);
        frame = end({ kind: 'result', id, attempt, result: receiptV1 });
      } catch (refusal) {
        frame = end({ kind: 'refusal', id, attempt, refusal: (refusal as Refusal).toJSON() });
      }
      await jetstream(far.connection()).publish(far.subjects.outcome('wms'), frame);
    },
  });
  const transport = natsTransport(near);
  const heard = await collect(transport);
  await dispatchUntilTaken(transport, messageOf(1));
  expect((await heard.of('wms-1'))[0]).toMatchObject({
    kind: 'fault',
    transient: true,
    message: expect.stringContaining('Version 2 of ledger'),
  });
  await dispatchUntilTaken(transport, messageOf(1, { attempt: 2 }));
  expect((await heard.of('wms-1', 2))[1]).toMatchObject({
    kind: 'result',
    attempt: 2,
    result: { entries: 2, posted_at: expect.any(String) },
  });
  expect(versions).toEqual([2, 1]);
  await old.stop();
});

test('reports an outcome of a withdrawn version as transient', async () => {
  const { near } = await openPair();
  await ensureStreams(near);
  const transport = natsTransport(near);
  const heard = await collect(transport);
  const outcome = { kind: 'result', id: 'wms-1', attempt: 1, result: { ...receiptV1, posted_at: POSTED_AT, ledger: 'main' } };
  await jetstream(near.connection()).publish(near.subjects.outcome('wms'), JSON.stringify({ version: 3, topic: 'ledger.post', outcome }));
  expect((await heard.of('wms-1'))[0]).toMatchObject({ kind: 'fault', transient: true });
});

test('makes an old receiver refuse a command of the current version', () => {
  const command = v1.decodeCommand(encodeCommand(ledgerContract, 2, messageOf(1)));
  expect(() => v1.requestOf(v1.ledgerContract, command)).toThrow(expect.objectContaining({ code: 'unsupported-version' }));
});
