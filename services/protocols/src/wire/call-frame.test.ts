import { expect, test } from 'vitest';
import type { CallContext } from '../contract.ts';
import { ledgerContract } from '../ledger.ts';
import { decodeCall, encodeCall } from './call-frame.ts';

const request = { voucher: { doctype: 'stock-entry', id: 'SE-1' }, posting_date: '2026-01-31', lines: [] };
const call = (deadlineMs = Date.now() + 10_000): CallContext => ({
  tenant: 'demo',
  user: 'a@example.com',
  roles: ['stock'],
  deadlineMs,
  idempotencyKey: 'k',
  trace: 't',
});
const { version } = ledgerContract;
const sent = (changes: object = {}) => ({ ...JSON.parse(encodeCall(ledgerContract, 'post', version, request, call())), ...changes });
const arrive = (frame: object) => decodeCall(ledgerContract, 'post', JSON.stringify(frame));

test('copies a request with its context', () => {
  const copy = arrive(sent());
  expect(copy.request).toEqual(request);
  expect(copy.request).not.toBe(request);
  expect(copy.context).toEqual({ ...call(), deadlineMs: expect.any(Number) });
});

test('sends the deadline as the time left', () => {
  expect(JSON.parse(encodeCall(ledgerContract, 'post', version, request, call(Date.now() - 5))).timeout_ms).toBe(0);
  const arrived = arrive(sent({ timeout_ms: 3_600_000 })).context.deadlineMs - Date.now();
  expect(arrived).toBeGreaterThan(3_500_000);
  expect(arrived).toBeLessThanOrEqual(3_600_000);
});

test.each([
  { ...request, extra: 1 },
  { ...request, posting_date: '2026-02-30' },
  { ...request, lines: [{ purpose: 'inventory', debit: '-1', credit: '0' }] },
])('refuses to send or accept what the protocol lacks: %j', (bad) => {
  expect(() => encodeCall(ledgerContract, 'post', version, bad, call())).toThrow();
  expect(() => arrive(sent({ request: bad }))).toThrow(expect.objectContaining({ code: 'malformed' }));
});

test('names the place of a fault without quoting values', () => {
  const bad = sent({ request: { ...request, posting_date: 'top secret' } });
  expect(() => arrive(bad)).toThrow(/posting_date/);
  expect(() => arrive(bad)).not.toThrow(/top secret/);
});

test('ignores additions of a newer peer', () => {
  const frame = sent({ zone: 'eu' });
  const arrived = arrive({ ...frame, context: { ...frame.context, locale: 'de' } });
  expect(arrived.context).not.toHaveProperty('locale');
});

test.each(['', 'null', '[]', '{"version":1}', '{'])('refuses an invalid frame: %j', (text) => {
  expect(() => decodeCall(ledgerContract, 'post', text)).toThrow(expect.objectContaining({ code: 'malformed' }));
});

test('refuses methods inherited from Object.prototype', () => {
  for (const method of ['pay', 'toString', '__proto__']) {
    expect(() => encodeCall(ledgerContract, method, version, request, call())).toThrow('has no method');
  }
});
