import { expect, test } from 'vitest';
import type { KnownVoucher } from '../workload.ts';
import type { Evidence } from './evidence.ts';
import { invariants, judge } from './invariants.ts';

const entry = (id: string, remark: string, status: string, posting_status = 'posted') => ({
  id,
  remark,
  status,
  posting_status,
  posting_error: null,
});
const posting = (voucher: string, inventory: string, is_reversal = false) => ({ voucher, is_reversal, entries: 2, lines: 2, inventory });
const voucher = (id: string, tag: string, status: KnownVoucher['status']): KnownVoucher => ({
  id,
  status,
  plan: { tag, values: {}, ends: 'submitted' },
});

/** One submitted receipt, one cancelled, one refused draft. */
const sound = (): Evidence => ({
  entries: [
    entry('SE-1', 'chaos 1', 'submitted'),
    entry('SE-2', 'chaos 2', 'cancelled', 'reversed'),
    entry('SE-3', 'chaos 3', 'draft', 'none'),
  ],
  movements: [
    { voucher: 'SE-1', is_reversal: false, value: '10.50' },
    { voucher: 'SE-2', is_reversal: false, value: '3.00' },
    { voucher: 'SE-2', is_reversal: true, value: '-3.00' },
  ],
  folds: [{ item: 'A', warehouse: 'W', qty: '2.000000', value: '10.50' }],
  balances: [
    { item: 'A', warehouse: 'W', qty: '2', value: '10.50' },
    { item: 'B', warehouse: 'W', qty: '0', value: '0' },
  ],
  postings: [posting('SE-1', '10.50'), posting('SE-2', '3.00'), posting('SE-2', '-3.00', true)],
  books: { debit: '16.50', credit: '16.50', inventory: '10.50' },
  messages: [],
  streams: [{ name: 'DESK_COMMANDS', waiting: 0, leftOver: 2 }],
});
const known = [voucher('SE-1', 'chaos 1', 'submitted'), voucher('SE-2', 'chaos 2', 'cancelled'), voucher('SE-3', 'chaos 3', 'draft')];

const violated = (evidence: Evidence) =>
  judge(evidence, known).flatMap(({ invariant, violations }) => (violations.length > 0 ? [invariant] : []));

test('what is sound is found sound', () => {
  expect(violated(sound())).toEqual([]);
});

const first = <T>(list: T[]): T => list[0] as T;
const spoilt: [string, (evidence: Evidence) => void, RegExp][] = [
  ['a voucher that is lost', (e) => void e.entries.shift(), /client knows/],
  ['a voucher made twice', (e) => void e.entries.push(entry('SE-4', 'chaos 1', 'draft', 'none')), /client knows/],
  [
    'a submit that was answered and undone',
    (e) => {
      first(e.entries).status = 'draft';
    },
    /client knows/,
  ],
  ['a voucher from nowhere', (e) => void e.entries.push(entry('SE-9', 'chaos 9', 'draft', 'none')), /nobody asked for/],
  ['a posting that is lost', (e) => void e.postings.shift(), /exactly one posting/],
  ['a posting twice', (e) => void e.postings.push(posting('SE-1', '0')), /exactly one posting/],
  ['a reversal twice', (e) => void e.postings.push(posting('SE-2', '0', true)), /exactly one posting/],
  ['a posting of a draft', (e) => void e.postings.push(posting('SE-3', '0')), /exactly one posting/],
  ['a posting of nothing', (e) => void e.postings.push(posting('SE-77', '0')), /exactly one posting/],
  [
    'a posting without its lines',
    (e) => {
      first(e.postings).lines = 1;
    },
    /all of its lines/,
  ],
  [
    'another amount in the ledger',
    (e) => {
      first(e.postings).inventory = '10.51';
    },
    /changed the stock account/,
  ],
  [
    'a balance that forgot a movement',
    (e) => {
      first(e.balances).qty = '1';
    },
    /sum of its movements/,
  ],
  ['a movement without a balance', (e) => void e.balances.shift(), /sum of its movements/],
  [
    'an account that stock does not agree with',
    (e) => {
      e.books.inventory = '10.49';
    },
    /value of stock is the stock account/,
  ],
  [
    'uneven books',
    (e) => {
      e.books.debit = '16.51';
    },
    /even/,
  ],
  [
    'a message that waits',
    (e) =>
      void e.messages.push({
        scope: 'wms',
        id: '1',
        topic: 'ledger.post',
        key: 'SE-1',
        state: 'dispatched',
        attempts: 1,
        last_error: null,
      }),
    /no message/,
  ],
  [
    'a voucher that waits',
    (e) => {
      first(e.entries).posting_status = 'pending';
    },
    /waits for its posting/,
  ],
  [
    'a submitted voucher that claims to owe nothing',
    (e) => {
      first(e.entries).posting_status = 'none';
    },
    /says posted/,
  ],
  [
    'a message in a stream',
    (e) => {
      first(e.streams).waiting = 1;
    },
    /stream/,
  ],
  [
    'no streams',
    (e) => {
      e.streams = [];
    },
    /stream/,
  ],
];

test.each(spoilt)('%s is seen', (_, spoil, invariant) => {
  const evidence = sound();
  spoil(evidence);
  expect(violated(evidence).join('\n')).toMatch(invariant);
});

test('every invariant can be violated', () => {
  const seen = new Set(
    spoilt.flatMap(([, spoil]) => {
      const evidence = sound();
      spoil(evidence);
      return violated(evidence);
    }),
  );
  expect([...seen].sort()).toEqual(Object.keys(invariants).sort());
});
