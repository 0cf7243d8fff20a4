import { type CallContext, type LedgerProtocol, type PostRequest, Refusal } from '@business-m/protocols';
import { expect, test } from 'vitest';
import { localLedger, localReferences } from './local-adapter.ts';

const call = (): CallContext => ({ tenant: 'demo', user: 'a@example.com', roles: ['stock'], deadlineMs: Date.now() + 10_000, trace: 't' });
const posted_at = '2026-01-31T09:00:00.000Z';
const request: PostRequest = { voucher: { doctype: 'stock-entry', id: 'SE-1' }, posting_date: '2026-01-31', lines: [] };
const ledger = (post: LedgerProtocol['post']): LedgerProtocol =>
  localLedger({ post, reverse: async ({ voucher }) => ({ voucher, entries: 0, posted_at }) });

test('arguments and results are copies', async () => {
  const receipt = { voucher: { doctype: 'stock-entry', id: 'SE-1' }, entries: 2, posted_at };
  let seen: PostRequest | undefined;
  const context = call();
  const answered = await ledger(async (received, receivedContext) => {
    seen = received;
    receivedContext.roles.push('accounts');
    return receipt;
  }).post(request, context);
  expect(seen).toEqual(request);
  expect(seen?.voucher).not.toBe(request.voucher);
  expect(context.roles).toEqual(['stock']);
  expect(answered).toEqual(receipt);
  expect(answered.voucher).not.toBe(receipt.voucher);
});

test('what the protocol does not know crosses in neither direction', async () => {
  const echo = ledger(async ({ voucher }) => ({ voucher, entries: 0, posted_at }));
  await expect(echo.post({ ...request, extra: true } as PostRequest, call())).rejects.toThrow();
  const wrong = ledger(async () => ({ entries: 1 }) as never);
  await expect(wrong.post(request, call())).rejects.toThrow();
});

test('a refusal arrives as one; a late answer as a deadline, which is none', async () => {
  const refusing = ledger(async () => {
    throw new Refusal({ code: 'period-locked', message: 'Closed.' });
  });
  await expect(refusing.post(request, call())).rejects.toEqual(new Refusal({ code: 'period-locked', message: 'Closed.' }));
  const silent = ledger(() => new Promise(() => {}));
  const late = await silent.post(request, { ...call(), deadlineMs: Date.now() + 5 }).catch((error: unknown) => error);
  expect(late).toMatchObject({ code: 'deadline' });
  expect(late).not.toBeInstanceOf(Refusal);
});

test('references are carried likewise', async () => {
  const references = localReferences({ resolve: async ({ ids }) => ids.map((id) => ({ id, title: id, status: 'saved', values: {} })) });
  expect(await references.resolve({ doctype: 'item', ids: ['A'] }, call())).toEqual([{ id: 'A', title: 'A', status: 'saved', values: {} }]);
});
