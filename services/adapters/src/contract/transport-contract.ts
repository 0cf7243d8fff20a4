import {
  armFaultPoints,
  type Dispatch,
  type LedgerProtocol,
  type Outcome,
  Refusal,
  type Transport,
  Unavailable,
} from '@business-m/protocols';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createExampleLedger, messageOf, POSTED_AT, receiptOf, requestOf } from '../testing/samples.ts';

/** Transports end to end: one that sends, and a ledger that receives what it sent. */
export type OpenTransport = (far: { ledger: LedgerProtocol; concurrency?: number }) => Promise<Transport>;

/** As the outbox does it: what could not be handed over is handed over again. */
export async function dispatchUntilTaken(transport: Transport, message: Dispatch): Promise<void> {
  await vi.waitFor(() => transport.dispatch(message), { timeout: 15_000, interval: 20 });
}

/** Listens and keeps what it hears. */
export async function collect(transport: Transport, scope = 'wms') {
  const outcomes: Outcome[] = [];
  const listening = await transport.listen(scope, async (outcome) => {
    outcomes.push(outcome);
  });
  return {
    outcomes,
    listening,
    /** Resolves with the outcomes of `id` once there are `count`. */
    of: (id: string, count = 1) =>
      vi.waitFor(
        () => {
          const found = outcomes.filter((outcome) => outcome.id === id);
          expect(found.length).toBeGreaterThanOrEqual(count);
          return found;
        },
        { timeout: 45_000, interval: 10 },
      ),
  };
}

/** What every transport promises to an outbox. */
export function testTransport(open: OpenTransport): void {
  test('delivers a message on behalf of its sender and returns the result', async () => {
    const ledger = createExampleLedger();
    const transport = await open({ ledger });
    const heard = await collect(transport);
    await dispatchUntilTaken(transport, messageOf(1));
    const result = { voucher: { doctype: 'stock-entry', id: 'SE-1' }, entries: 2, posted_at: POSTED_AT };
    expect((await heard.of('wms-1'))[0]).toEqual({ kind: 'result', id: 'wms-1', attempt: 1, result });
    expect(ledger.posted.get('SE-1')).toEqual(requestOf('SE-1'));
    expect(ledger.calls[0]?.context).toMatchObject({
      tenant: 'demo',
      user: 'stock@example.com',
      roles: ['stock'],
      idempotencyKey: 'wms-1',
      trace: 'trace-1',
    });
  });

  test.each<[string, () => Error, object]>([
    [
      'a refusal',
      () => new Refusal('already-posted', 'Closed.', { field: 'posting_date', current: { until: '2026-01-31' } }),
      {
        kind: 'refusal',
        refusal: { code: 'already-posted', message: 'Closed.', field: 'posting_date', current: { until: '2026-01-31' } },
      },
    ],
    [
      'what time can mend',
      () => new Unavailable('the database is away'),
      { kind: 'fault', message: 'the database is away', transient: true },
    ],
    [
      'any other fault',
      () => new TypeError('password is hunter2'),
      { kind: 'fault', message: expect.not.stringContaining('hunter2'), transient: false },
    ],
  ])('reports %s as an outcome', async (_words, thrown, outcome) => {
    const transport = await open({ ledger: createExampleLedger(() => Promise.reject(thrown())) });
    const heard = await collect(transport);
    await dispatchUntilTaken(transport, messageOf(1, { attempt: 3 }));
    expect((await heard.of('wms-1'))[0]).toEqual({ id: 'wms-1', attempt: 3, ...outcome });
  });

  test('reports an invalid result as a permanent fault', async () => {
    const ledger: LedgerProtocol = { ...createExampleLedger(), post: async () => ({ entries: 'two' }) as never };
    const transport = await open({ ledger });
    const heard = await collect(transport);
    await dispatchUntilTaken(transport, messageOf(1));
    expect((await heard.of('wms-1'))[0]).toMatchObject({ kind: 'fault', transient: false });
  });

  test('delivers a reversal', async () => {
    const transport = await open({ ledger: createExampleLedger() });
    const heard = await collect(transport);
    const { voucher, posting_date } = requestOf();
    await dispatchUntilTaken(transport, messageOf(1, { topic: 'ledger.reverse', request: { voucher, posting_date } }));
    expect((await heard.of('wms-1'))[0]).toMatchObject({ kind: 'result', result: receiptOf({ voucher }) });
  });

  test('offers an unsettled outcome again', async () => {
    const transport = await open({ ledger: createExampleLedger() });
    let tries = 0;
    const settled = Promise.withResolvers<Outcome>();
    await transport.listen('wms', async (outcome) => {
      tries += 1;
      if (tries < 3) throw new Unavailable('the database is away');
      settled.resolve(outcome);
    });
    await dispatchUntilTaken(transport, messageOf(1));
    expect(await settled.promise).toMatchObject({ kind: 'result', id: 'wms-1' });
    expect(tries).toBe(3);
  });

  test('posts once for a message dispatched again in the same and the next try', async () => {
    const ledger = createExampleLedger();
    const transport = await open({ ledger });
    const heard = await collect(transport);
    await Promise.all([dispatchUntilTaken(transport, messageOf(1)), dispatchUntilTaken(transport, messageOf(1))]);
    // While the first try is still in the queue, the next one adds nothing to it.
    await vi.waitFor(
      async () => {
        await transport.dispatch(messageOf(1, { attempt: 2 }));
        await vi.waitFor(() => expect(heard.outcomes.some(({ attempt }) => attempt === 2)).toBe(true));
      },
      { timeout: 15_000 },
    );
    expect(new Set(heard.outcomes.map(({ kind }) => kind))).toEqual(new Set(['result']));
    expect(ledger.posted.size).toBe(1);
  });

  test('passes fault points after the commit, after sending the outcome and after settling', async () => {
    const passed: string[] = [];
    armFaultPoints((point) => passed.push(point));
    onTestFinished(() => armFaultPoints(null));
    const ledger = createExampleLedger(async () => void passed.push('posted'));
    const transport = await open({ ledger });
    await transport.listen('wms', async () => void passed.push('settled'));
    await dispatchUntilTaken(transport, messageOf(1));
    await vi.waitFor(() => expect(new Set(passed).size).toBe(5), { timeout: 15_000, interval: 10 });
    const after = (earlier: string, later: string) =>
      expect(passed.indexOf(later), `${earlier} → ${later}`).toBeGreaterThan(passed.indexOf(earlier));
    after('posted', 'receiver.committed');
    after('receiver.committed', 'receiver.answered');
    after('receiver.committed', 'settled');
    after('settled', 'outbox.settled');
  });

  test('does not delay messages behind a hanging one', async () => {
    const hang = Promise.withResolvers<void>();
    const transport = await open({
      ledger: createExampleLedger(({ voucher }) => (voucher.id === 'SE-1' ? hang.promise : Promise.resolve())),
    });
    const heard = await collect(transport);
    const hanging = dispatchUntilTaken(transport, messageOf(1));
    for (const number of [2, 3, 4]) await dispatchUntilTaken(transport, messageOf(number));
    await Promise.all([2, 3, 4].map((number) => heard.of(`wms-${number}`)));
    expect(heard.outcomes.map(({ id }) => id)).not.toContain('wms-1');
    hang.resolve();
    await hanging;
    await heard.of('wms-1');
  });

  test('refuses an oversized message at once', async () => {
    const ledger = createExampleLedger();
    const transport = await open({ ledger });
    const heard = await collect(transport);
    const roles = Array.from({ length: 50 }, () => 'r'.repeat(30_000));
    await transport.dispatch(messageOf(1, { context: { ...messageOf(1).context, roles } }));
    expect((await heard.of('wms-1'))[0]).toMatchObject({ kind: 'refusal', refusal: { code: 'too-large' } });
    expect(ledger.calls).toEqual([]);
  });

  test.each<[string, Partial<Dispatch>]>([
    ['to a protocol that does not exist', { topic: 'payroll.pay' }],
    ['to a method that does not exist', { topic: 'ledger.burn' }],
    ['that its protocol does not know', { request: { ...requestOf(), extra: 1 } }],
    ['with an id that cannot travel', { id: 'wms 1\r\n' }],
  ])('refuses a message %s', async (_words, changes) => {
    const ledger = createExampleLedger();
    const transport = await open({ ledger });
    await collect(transport);
    await expect(transport.dispatch(messageOf(1, changes))).rejects.toThrow();
    expect(ledger.calls).toEqual([]);
  });

  test('settles three hundred concurrent messages independently', async () => {
    const ledger = createExampleLedger(async ({ voucher }) => {
      if (voucher.id.endsWith('7')) throw new Refusal('already-posted', 'Closed.');
    });
    const transport = await open({ ledger });
    const heard = await collect(transport);
    const numbers = Array.from({ length: 300 }, (_, index) => index);
    await Promise.all(numbers.map((number) => dispatchUntilTaken(transport, messageOf(number))));
    await Promise.all(numbers.map((number) => heard.of(`wms-${number}`)));
    for (const { id, kind } of heard.outcomes) expect(kind, id).toBe(id.endsWith('7') ? 'refusal' : 'result');
    expect(ledger.posted.size).toBe(270);
  });
}
