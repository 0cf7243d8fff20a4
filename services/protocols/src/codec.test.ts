import { expect, test } from 'vitest';
import { decode, encode, fromEnvelope, toEnvelope } from './codec.ts';
import { DeadlineExceeded, withDeadline } from './deadline.ts';
import { postReceiptSchema, postRequestSchema } from './ledger.ts';
import { Refusal } from './refusal.ts';

const request = { voucher: { doctype: 'stock-entry', id: 'SE-1' }, posting_date: '2026-01-31', lines: [] };

test('a request arrives as a copy', () => {
  const copy = decode(postRequestSchema, encode(postRequestSchema, request));
  expect(copy).toEqual(request);
  expect(copy.voucher).not.toBe(request.voucher);
});

test.each([
  { ...request, extra: 1 },
  { ...request, posting_date: '2026-02-30' },
  { ...request, lines: [{ purpose: 'inventory', debit: '-1', credit: '0' }] },
])('what the protocol does not say is not sent: %j', (bad) => {
  expect(() => encode(postRequestSchema, bad)).toThrow();
});

test('a refusal crosses as itself, with all it carries', async () => {
  const refusal = new Refusal({
    code: 'unbalanced',
    message: 'No.',
    field: 'lines',
    errors: [{ field: 'lines.1', code: 'x', message: 'y' }],
    current: { a: 1 },
  });
  const envelope = await toEnvelope(postReceiptSchema, () => Promise.reject(refusal));
  const arrived = await Promise.resolve()
    .then(() => fromEnvelope(postReceiptSchema, envelope))
    .catch((error: unknown) => error);
  expect(arrived).toBeInstanceOf(Refusal);
  expect((arrived as Refusal).toJSON()).toEqual(refusal.toJSON());
});

test('a fault and a wrong answer are faults', async () => {
  await expect(toEnvelope(postReceiptSchema, () => Promise.reject(new TypeError('bug')))).rejects.toThrow('bug');
  await expect(toEnvelope(postReceiptSchema, async () => ({ entries: 'two' }))).rejects.not.toBeInstanceOf(Refusal);
});

test('nobody is waited for beyond the deadline, and nothing is begun after it', async () => {
  await expect(withDeadline(Date.now() + 5, () => new Promise(() => {}))).rejects.toBeInstanceOf(DeadlineExceeded);
  let begun = false;
  const late = withDeadline(Date.now() - 1, async () => {
    begun = true;
  });
  await expect(late).rejects.toMatchObject({ code: 'deadline' });
  expect(begun).toBe(false);
  expect(await withDeadline(Date.now() + 10_000, async () => 7)).toBe(7);
});
