import {
  type CallContext,
  DeadlineExceeded,
  type LedgerProtocol,
  type PostRequest,
  type Reference,
  type ReferenceProtocol,
  Refusal,
  RemoteFault,
  Unavailable,
  type UsageProtocol,
  type UsageRequest,
} from '@business-m/protocols';
import { expect, test } from 'vitest';
import { callOf, receiptOf, requestOf } from '../testing/samples.ts';

/** What runs on the far side. */
export interface FarSide {
  ledger?: Partial<LedgerProtocol>;
  references?: ReferenceProtocol;
  usage?: UsageProtocol;
}

/** The near side of an adapter whose far side does as the test says. */
export interface NearSide {
  ledger: Pick<LedgerProtocol, 'post'>;
  /** Owns the DocType `item`. */
  references: ReferenceProtocol;
  usage: UsageProtocol;
}

/** What every adapter promises to whoever calls a protocol through it. */
export function testCalls(open: (far: FarSide) => Promise<NearSide>): void {
  const ledger = async (post: LedgerProtocol['post']) => (await open({ ledger: { post } })).ledger;
  const failure = async (post: LedgerProtocol['post'], context = callOf()): Promise<unknown> =>
    (await ledger(post)).post(requestOf(), context).then(
      () => expect.fail('it succeeded'),
      (error: unknown) => error,
    );

  test('passes arguments, context and result unchanged', async () => {
    const seen: { request?: PostRequest; context?: CallContext } = {};
    const near = await ledger(async (request, context) => {
      Object.assign(seen, { request, context });
      return receiptOf(request);
    });
    const context = callOf();
    expect(await near.post(requestOf(), context)).toEqual(receiptOf(requestOf()));
    expect(seen.request).toEqual(requestOf());
    const { deadlineMs, ...rest } = seen.context as CallContext;
    expect({ ...rest, deadlineMs: context.deadlineMs }).toEqual(context);
    expect(Math.abs(deadlineMs - context.deadlineMs)).toBeLessThan(5_000);
  });

  test('passes a context without a key', async () => {
    let seen: CallContext | undefined;
    const near = await ledger(async (request, context) => {
      seen = context;
      return receiptOf(request);
    });
    const { idempotencyKey: _, ...context } = callOf();
    await near.post(requestOf(), context);
    expect(seen).not.toHaveProperty('idempotencyKey');
  });

  test('isolates objects of caller and callee', async () => {
    const kept = receiptOf(requestOf());
    const near = await ledger(async (request, context) => {
      request.lines.length = 0;
      request.voucher.id = 'changed';
      context.roles.push('accounts');
      return kept;
    });
    const [request, context] = [requestOf(), callOf()];
    const receipt = await near.post(request, context);
    receipt.voucher.id = 'changed';
    expect(request).toEqual(requestOf());
    expect(context.roles).toEqual(['stock']);
    expect(kept).toEqual(receiptOf(requestOf()));
  });

  test('passes a refusal with all its details', async () => {
    const refusal = new Refusal('already-posted', 'January is closed.', {
      field: 'posting_date',
      errors: [{ field: 'lines.1.debit', code: 'x', message: 'y' }],
      current: { closed_until: '2026-01-31', nested: [1, null] },
    });
    const arrived = (await failure(async () => Promise.reject(refusal))) as Refusal;
    expect(arrived).toBeInstanceOf(Refusal);
    expect(arrived).not.toBe(refusal);
    expect(arrived.toJSON()).toEqual(refusal.toJSON());
  });

  test('hides the details of a fault', async () => {
    const arrived = (await failure(async () => {
      throw new TypeError('password is hunter2');
    })) as Error;
    expect(arrived).toBeInstanceOf(RemoteFault);
    expect(arrived).toMatchObject({ code: 'fault', message: expect.stringContaining('trace-1') });
    expect(`${arrived.message}${arrived.stack}${JSON.stringify(arrived)}`).not.toContain('hunter2');
  });

  test.each([new Unavailable('the database is away'), new Unavailable('too many wait', { code: 'overloaded' })])(
    'passes a transient fault as transient: %s',
    async (thrown) => {
      const arrived = await failure(async () => Promise.reject(thrown));
      expect(arrived).toBeInstanceOf(Unavailable);
      expect(arrived).toMatchObject({ code: thrown.code, message: thrown.message });
    },
  );

  test.each<[string, unknown]>([
    ['lacks a field', { entries: 1 }],
    ['has one too many', { ...receiptOf(requestOf()), secret: 1 }],
    ['is nothing', undefined],
  ])('refuses a result that %s', async (_words, result) => {
    expect(await failure(async () => result as never)).toBeInstanceOf(RemoteFault);
  });

  test('answers a refusal that cannot be serialised with a fault', async () => {
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    const arrived = await failure(async () => Promise.reject(new Refusal('x', 'y', { current: circular })));
    expect(arrived).toBeInstanceOf(RemoteFault);
  });

  test('does not send a request unknown to the protocol', async () => {
    let called = false;
    const near = await ledger(async (request) => {
      called = true;
      return receiptOf(request);
    });
    await expect(near.post({ ...requestOf(), extra: 1 } as PostRequest, callOf())).rejects.toThrow();
    await expect(near.post(requestOf('SE-1', { posting_date: '2026-02-30' }), callOf())).rejects.toThrow();
    expect(called).toBe(false);
  });

  test('ignores a late answer', async () => {
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const arrived = await failure(
      async (request) => {
        await ended;
        return receiptOf(request);
      },
      callOf({ deadlineMs: Date.now() + 40 }),
    );
    end();
    expect(arrived).toBeInstanceOf(DeadlineExceeded);
  });

  test('does not begin a call after its deadline', async () => {
    let called = false;
    const arrived = await failure(
      async (request) => {
        called = true;
        return receiptOf(request);
      },
      callOf({ deadlineMs: Date.now() - 1 }),
    );
    expect(arrived).toBeInstanceOf(DeadlineExceeded);
    expect(called).toBe(false);
  });

  test('carries a posting of a thousand lines', async () => {
    const lines = Array.from({ length: 1000 }, () => ({
      purpose: 'inventory' as const,
      debit: '1.00',
      credit: '0',
      remark: 'x'.repeat(300),
    }));
    const near = await ledger(async (request) => receiptOf(request));
    expect(await near.post(requestOf('SE-1', { lines }), callOf())).toMatchObject({ entries: 1000 });
  });

  test('refuses an oversized request at once', async () => {
    const near = await open({ references: { resolve: async () => [] } });
    const huge = callOf({ trace: 't', roles: Array.from({ length: 50 }, () => 'r'.repeat(30_000)) });
    await expect(near.references.resolve({ doctype: 'item', ids: ['A'] }, huge)).rejects.toMatchObject({ code: 'too-large' });
  });

  test('carries an answer larger than one message', async () => {
    const near = await open({
      references: {
        resolve: async ({ ids }) => ids.map((id) => ({ id, title: id, status: 'saved', values: { note: 'n'.repeat(4_000) } })),
      },
    });
    const ids = Array.from({ length: 1000 }, (_, index) => `ITEM-${index}`);
    const found = await near.references.resolve({ doctype: 'item', ids, fields: ['note'] }, callOf());
    expect(found.map(({ id }) => id)).toEqual(ids);
  });

  test('matches a hundred concurrent calls with their answers', async () => {
    const near = await ledger(async (request) => receiptOf(request));
    const ids = Array.from({ length: 100 }, (_, index) => `SE-${index}`);
    const receipts = await Promise.all(ids.map((id) => near.post(requestOf(id), callOf())));
    expect(receipts.map(({ voucher }) => voucher.id)).toEqual(ids);
  });

  test('carries references and usages', async () => {
    const reference: Reference = {
      id: 'A',
      title: 'Bolt',
      status: 'saved',
      values: { uom: 'Nos', rate: 1.5, disabled: false, note: null },
    };
    const near = await open({
      references: { resolve: async ({ ids }) => (ids.includes('A') ? [reference] : []) },
      usage: { find: async ({ id }) => (id === 'A' ? { label: 'Stock entry', id: 'SE-1', reason: null } : null) },
    });
    expect(await near.references.resolve({ doctype: 'item', ids: ['A', 'B'] }, callOf())).toEqual([reference]);
    const asked = { doctype: 'item', id: 'A', change: null, step: 'hold', token: '1', reachedBy: ['item'] } satisfies UsageRequest;
    expect(await near.usage.find(asked, callOf())).toEqual({ label: 'Stock entry', id: 'SE-1', reason: null });
    expect(await near.usage.find({ ...asked, id: 'B' }, callOf())).toBeNull();
  });
}
