import type { DocTypeMeta, Document } from '@business-m/metadata';
import { expect, test } from 'vitest';
import { toBody } from '../state/form-body.ts';
import { createReducer, type FormAction, type FormState, initialState } from '../state/form-state.ts';
import { createStore, newDocument } from '../testing/mock-store.ts';
import { parcel } from '../testing/parcel.ts';
import { mergeEdits } from './merge-edits.ts';

const meta: DocTypeMeta = {
  ...parcel,
  fields: [
    { name: 'sent_on', label: 'Sent on', type: 'date' },
    { name: 'remark', label: 'Remark', type: 'text' },
    { name: 'weight', label: 'Weight', type: 'decimal' },
    { name: 'code', label: 'Code', type: 'text' },
    { name: 'urgent', label: 'Urgent', type: 'bool' },
    { name: 'total', label: 'Total', type: 'money', readOnly: true },
    {
      name: 'lines',
      label: 'Lines',
      type: 'table',
      fields: [
        { name: 'what', label: 'What', type: 'text' },
        { name: 'qty', label: 'Quantity', type: 'decimal' },
        { name: 'note', label: 'Note', type: 'text' },
        { name: 'amount', label: 'Amount', type: 'money', readOnly: true },
      ],
    },
  ],
  layout: [],
};
const reduce = createReducer(meta);

type Row = { what: string; qty: string; note?: string };
const line = (what: string, qty = '1', note?: string): Row => ({ what, qty, ...(note === undefined ? {} : { note }) });
const before = { sent_on: '2026-11-01', remark: 'Old', weight: '1.50', code: '007', urgent: false, total: '3.00' };

function stored(values: Record<string, unknown>, lines: readonly Row[]): Document {
  const doc = newDocument(createStore(meta, []), { ...before, ...values });
  return { ...doc, lines: lines.map((row, index) => ({ note: null, amount: null, ...row, idx: index + 1 })) };
}

interface Story {
  lines?: readonly Row[];
  /** What I do in the form. */
  mine?: readonly ((state: FormState) => FormAction)[];
  /** What they saved. */
  theirs?: Record<string, unknown>;
  theirLines?: readonly Row[];
  isAuthor?: boolean;
}

function merge({ lines = [], mine: deeds = [], theirs = {}, theirLines = lines, isAuthor = false }: Story) {
  const base = initialState(meta, stored({}, lines));
  const mine = deeds.reduce((state, deed) => reduce(state, deed(state)), base);
  const { conflicts, taken, decide } = mergeEdits(meta, { base, mine, theirs: initialState(meta, stored(theirs, theirLines)) }, isAuthor);
  const outcome = (...chosen: string[]) => toBody(meta, decide(new Set(chosen))).body;
  const rows = (...chosen: string[]) =>
    (outcome(...chosen).lines as Record<string, unknown>[]).map(({ what, qty, note }) =>
      [what, qty, note].filter((cell) => cell !== null).join(' '),
    );
  return { conflicts, taken, outcome, rows };
}

const set = (field: string, value: unknown) => () => ({ type: 'set', field, value }) as const;
const keyAt = (state: FormState, at: number) => state.tables.lines?.[at]?.key as number;
const cell = (at: number, field: string, value: string) => (state: FormState) =>
  ({ type: 'set-cell', table: 'lines', key: keyAt(state, at), field, value }) as const;
const remove = (at: number) => (state: FormState) => ({ type: 'remove-row', table: 'lines', key: keyAt(state, at) }) as const;
const insert = (at: number, values: Row) => () => ({ type: 'insert-row', table: 'lines', at, values: { ...values } }) as const;
const questions = ({ conflicts }: ReturnType<typeof merge>) =>
  conflicts.map(({ label, before: was, mine, theirs }) => [label, was, mine, theirs]);

test('what only one side changed merges without a question: their date, my remark', () => {
  const merged = merge({ mine: [set('remark', 'Mine')], theirs: { sent_on: '2026-11-29', total: '9.00' } });
  expect(merged.conflicts).toEqual([]);
  expect(merged.taken).toEqual(['Sent on']);
  expect(merged.outcome()).toMatchObject({ sent_on: '2026-11-29', remark: 'Mine' });
});

test('what both changed to something else is asked, with what it was', () => {
  const merged = merge({ mine: [set('remark', 'Mine'), set('urgent', true)], theirs: { remark: 'Theirs', weight: '2' } });
  expect(questions(merged)).toEqual([['Remark', 'Old', 'Mine', 'Theirs']]);
  expect(merged.outcome()).toMatchObject({ remark: 'Mine', urgent: true, weight: '2' });
  expect(merged.outcome('remark')).toMatchObject({ remark: 'Theirs', urgent: true, weight: '2' });
});

test('both changing to the same is no question; numbers compare by value, codes by their letters', () => {
  expect(merge({ mine: [set('weight', '2.0'), set('remark', 'Same')], theirs: { weight: '2', remark: 'Same' } }).conflicts).toEqual([]);
  expect(merge({ mine: [set('weight', '1.5')], theirs: { weight: '7' } }).outcome()).toMatchObject({ weight: '7' });
  expect(questions(merge({ mine: [set('code', '7')], theirs: { code: '07' } }))).toEqual([['Code', '007', '7', '07']]);
});

test('what was emptied stays empty', () => {
  const merged = merge({ mine: [set('remark', '')], theirs: { weight: null } });
  expect(merged.conflicts).toEqual([]);
  expect(merged.outcome()).toMatchObject({ remark: null, weight: null });
});

const three = [line('Bolt', '1'), line('Nut', '2'), line('Washer', '3')];

test('cells of one row merge, and the same cell is asked', () => {
  const merged = merge({
    lines: three,
    mine: [cell(1, 'note', 'mine'), cell(2, 'qty', '30')],
    theirLines: [line('Bolt', '1'), line('Nut', '20'), line('Washer', '33')],
  });
  expect(questions(merged)).toEqual([['Lines 3: Quantity', '3', '30', '33']]);
  expect(merged.rows()).toEqual(['Bolt 1', 'Nut 20 mine', 'Washer 30']);
  expect(merged.rows(merged.conflicts[0]?.path ?? '')).toEqual(['Bolt 1', 'Nut 20 mine', 'Washer 33']);
});

test('a row is known again when others were added or removed before it', () => {
  const merged = merge({
    lines: three,
    mine: [cell(2, 'qty', '30'), insert(1, line('Rivet', '9'))],
    theirLines: [line('Screw', '5'), line('Nut', '2'), line('Washer', '3')],
  });
  expect(merged.conflicts).toEqual([]);
  expect(merged.rows()).toEqual(['Screw 5', 'Rivet 9', 'Nut 2', 'Washer 30']);
});

test('rows that both added are all there, each after the row it was put after', () => {
  const merged = merge({
    lines: three,
    mine: [insert(3, line('Mine', '1')), insert(0, line('First', '1'))],
    theirLines: [...three, line('Theirs', '1')],
  });
  expect(merged.conflicts).toEqual([]);
  expect(merged.rows()).toEqual(['First 1', 'Bolt 1', 'Nut 2', 'Washer 3', 'Mine 1', 'Theirs 1']);
});

test('a row that one removed and the other left alone is gone', () => {
  expect(
    merge({ lines: three, mine: [remove(0), cell(0, 'note', 'mine')], theirLines: [line('Bolt', '1'), line('Nut', '2')] }).rows(),
  ).toEqual(['Nut 2 mine']);
});

test('a row that I changed and they removed is asked', () => {
  const merged = merge({ lines: three, mine: [cell(1, 'qty', '20')], theirLines: [line('Bolt', '1'), line('Washer', '3')] });
  expect(questions(merged)).toEqual([['Lines 2', 'Nut · 2', 'Nut · 20', null]]);
  expect(merged.rows()).toEqual(['Bolt 1', 'Nut 20', 'Washer 3']);
  expect(merged.rows(merged.conflicts[0]?.path ?? '')).toEqual(['Bolt 1', 'Washer 3']);
});

test('a row that I removed and they changed is asked', () => {
  const merged = merge({ lines: three, mine: [remove(1)], theirLines: [line('Bolt', '1'), line('Nut', '20'), line('Washer', '3')] });
  expect(questions(merged)).toEqual([['Lines 2', 'Nut · 2', null, 'Nut · 20']]);
  expect(merged.rows()).toEqual(['Bolt 1', 'Washer 3']);
  expect(merged.rows(merged.conflicts[0]?.path ?? '')).toEqual(['Bolt 1', 'Nut 20', 'Washer 3']);
});

test('a row that only moved is the same row', () => {
  const merged = merge({
    lines: three,
    mine: [cell(0, 'note', 'mine')],
    theirLines: [line('Nut', '2'), line('Washer', '3'), line('Bolt', '1')],
  });
  expect(merged.conflicts).toEqual([]);
  expect(merged.rows()).toEqual(['Nut 2', 'Washer 3', 'Bolt 1 mine']);
});

test('equal rows of two people are two rows; of the same user, whose answer was lost, one', () => {
  const story: Story = { lines: three, mine: [insert(3, line('Rivet', '9'))], theirLines: [...three, line('Rivet', '9')] };
  expect(merge(story).rows()).toHaveLength(5);
  expect(merge({ ...story, isAuthor: true }).rows()).toHaveLength(4);
});

test('500 rows with a change in each merge row by row', () => {
  const many = Array.from({ length: 500 }, (_, index) => line(`Part ${index}`, '1'));
  const merged = merge({
    lines: many,
    mine: many.map((_, at) => cell(at, 'note', 'mine')),
    theirLines: many.map(({ what }) => line(what, '2')),
  });
  expect(merged.conflicts).toEqual([]);
  expect(new Set(merged.rows().map((row) => row.slice(-6)))).toEqual(new Set(['2 mine']));
});
