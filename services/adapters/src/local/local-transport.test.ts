import { Unavailable } from '@business-m/protocols';
import { expect, test } from 'vitest';
import { collect } from '../contract/transport-contract.ts';
import { callOf, createExampleLedger, messageOf } from '../testing/samples.ts';
import { localTransport } from './local-transport.ts';

test('reports an unserved domain or missing listener as transient', async () => {
  const nobody = localTransport({});
  await collect(nobody);
  await expect(nobody.dispatch(messageOf(1))).rejects.toThrow(new Unavailable('“ledger.post” is not served in this process'));
  const ledger = createExampleLedger();
  const unheard = localTransport({ ledger });
  await expect(unheard.dispatch(messageOf(1))).rejects.toThrow(new Unavailable('nobody listens for outcomes of wms'));
  expect(ledger.calls).toEqual([]);
});

test('dispatches a message only after it was settled', async () => {
  const transport = localTransport({ ledger: createExampleLedger() });
  const first = await transport.listen('wms', async () => {
    throw new Unavailable('the database is away');
  });
  await expect(transport.dispatch(messageOf(1))).rejects.toThrow('the database is away');
  await first.stop();
  const heard = await collect(transport);
  await transport.dispatch(messageOf(1));
  expect(heard.outcomes).toMatchObject([{ kind: 'result', id: 'wms-1' }]);
});

test('does not begin a late message and reports it as transient', async () => {
  const ledger = createExampleLedger();
  const transport = localTransport({ ledger });
  const heard = await collect(transport);
  await transport.dispatch(messageOf(1, { context: callOf({ deadlineMs: Date.now() - 1 }) }));
  expect(heard.outcomes).toMatchObject([{ kind: 'fault', transient: true, message: 'no answer before the deadline' }]);
  expect(ledger.calls).toEqual([]);
});

test('logs a fault in full', async () => {
  const bug = new TypeError('bug');
  const told: unknown[] = [];
  const transport = localTransport(
    { ledger: createExampleLedger(() => Promise.reject(bug)) },
    { onFault: (error, where) => told.push(error, where) },
  );
  await collect(transport);
  await transport.dispatch(messageOf(1));
  expect(told).toEqual([bug, { call: 'ledger.post', trace: 'trace-1' }]);
});
