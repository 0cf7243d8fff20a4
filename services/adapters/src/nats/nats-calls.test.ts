import { encodeCall, ledgerContract, RemoteFault, referenceContract, Unavailable, usageContract } from '@business-m/protocols';
import { expect, inject, test, vi } from 'vitest';
import { freshPrefix, natsLedger, openLink, serveFinance } from '../testing/open-desk.ts';
import { callOf, createExampleLedger, receiptOf, requestOf } from '../testing/samples.ts';
import { natsClient } from './nats-client.ts';

async function openPair() {
  const options = { servers: [inject('natsUrl')], prefix: freshPrefix() };
  return { near: await openLink(options), far: await openLink(options) };
}

test('fails a call at once without a responder and names the domain', async () => {
  const { near } = await openPair();
  const call = callOf({ deadlineMs: Date.now() + 600_000 });
  await expect(natsLedger(near).post(requestOf(), call)).rejects.toThrow(
    new Unavailable(`nobody answers at ${near.settings.prefix}.rpc.ledger.post`),
  );
  await expect(
    natsClient(near, referenceContract, ({ doctype }) => doctype).resolve({ doctype: 'item', ids: [] }, call),
  ).rejects.toBeInstanceOf(Unavailable);
  await expect(
    natsClient(near, usageContract, () => 'finance').find(
      { doctype: 'item', id: 'A', change: null, step: 'hold', token: '1', reachedBy: ['item'] },
      call,
    ),
  ).rejects.toBeInstanceOf(Unavailable);
});

test.each(['', '{', 'null', JSON.stringify({ version: 2 })])('refuses a malformed call: %j', async (garbage) => {
  const { near, far } = await openPair();
  const onFault = vi.fn();
  await serveFinance(far, { onFault });
  const answer = await near.connection().request(near.subjects.call('ledger', 'post'), garbage, { timeout: 5_000 });
  expect(answer.json()).toMatchObject({ answer: { kind: 'fault', code: 'malformed' } });
  expect(onFault).toHaveBeenCalledOnce();
});

test.each([
  '',
  '{',
  '{"version":2,"answer":{"kind":"result","result":{"entries":"two"}}}',
  '{"version":7,"answer":{"kind":"result","result":1}}',
])('reports a malformed answer as a fault: %j', async (garbage) => {
  const { near, far } = await openPair();
  far.connection().subscribe(far.subjects.call('ledger', 'post'), { callback: (_error, message) => void message.respond(garbage) });
  await far.connection().flush();
  await expect(natsLedger(near).post(requestOf(), callOf())).rejects.toThrow();
});

test('logs a fault in full at the callee, with the trace', async () => {
  const { near, far } = await openPair();
  const onFault = vi.fn();
  const bug = new TypeError('password is hunter2');
  await serveFinance(far, { onFault, ledger: createExampleLedger(() => Promise.reject(bug)) });
  await expect(natsLedger(near).post(requestOf(), callOf())).rejects.toBeInstanceOf(RemoteFault);
  expect(onFault).toHaveBeenCalledWith(bug, { call: 'ledger.post', trace: 'trace-1' });
});

test('refuses calls above the concurrency limit', async () => {
  const { near, far } = await openPair();
  const end = Promise.withResolvers<void>();
  const ledger = createExampleLedger(() => end.promise);
  await serveFinance(far, { ledger });
  const calls = Array.from({ length: 300 }, (_, index) => natsLedger(near).post(requestOf(`SE-${index}`), callOf()));
  const turnedAway = await Promise.any(
    calls.map((call) =>
      call.then(
        () => Promise.reject(new Error('answered')),
        (error: unknown) => error,
      ),
    ),
  );
  expect(turnedAway).toMatchObject({ code: 'overloaded' });
  end.resolve();
  const ended = await Promise.allSettled(calls);
  expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(256);
});

test('shares calls among processes of a scope and answers begun calls on stop', async () => {
  const { near, far } = await openPair();
  const other = await openLink({ servers: [inject('natsUrl')], prefix: near.settings.prefix });
  const begun = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  const slow = createExampleLedger(async () => {
    begun.resolve();
    await end.promise;
  });
  const served = await serveFinance(far, { ledger: slow });
  const underWay = natsLedger(near).post(requestOf(), callOf());
  await begun.promise;
  await serveFinance(other);
  const stopped = served.stop();
  await vi.waitFor(async () =>
    expect(await natsLedger(near).post(requestOf('SE-2'), callOf({ deadlineMs: Date.now() + 500 }))).toEqual(receiptOf(requestOf('SE-2'))),
  );
  end.resolve();
  expect(await underWay).toEqual(receiptOf(requestOf()));
  await stopped;
});

test('separates two desks on one server', async () => {
  const { far } = await openPair();
  const { near } = await openPair();
  await serveFinance(far);
  await expect(natsLedger(near).post(requestOf(), callOf())).rejects.toBeInstanceOf(Unavailable);
});

test('passes the deadline as a duration, independent of clocks', () => {
  const frame = JSON.parse(encodeCall(ledgerContract, 'post', 2, requestOf(), callOf({ deadlineMs: Date.now() + 60_000 })));
  expect(JSON.stringify(frame)).not.toContain('deadline');
  expect(frame.timeout_ms).toBeGreaterThan(50_000);
});
