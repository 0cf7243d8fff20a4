import { expect, test } from 'vitest';
import { createIntentions } from '../form/intention.ts';
import { parcel as meta } from '../testing/parcel.ts';
import { fingerprint, toBody } from './form-body.ts';
import { createReducer, type FormState, initialState } from './form-state.ts';

const reduce = createReducer(meta);
const keys = (state: FormState) => (state.tables.lines ?? []).map((row) => row.key);

test('a new form has its defaults and one blank row, and nothing of it is dirty', () => {
  const state = initialState(meta, null);
  expect(state.values).toEqual({ kind: 'letter', height: '', total: '' });
  expect(toBody(meta, state).body).toEqual({ kind: 'letter', height: null, lines: [] });
});

test('what is out of sight is sent empty, what is computed is not sent', () => {
  let state = reduce(initialState(meta, null), { type: 'set', field: 'kind', value: 'box' });
  state = reduce(state, { type: 'set', field: 'height', value: '12' });
  expect(toBody(meta, state).body).toMatchObject({ height: 12 });
  state = reduce(state, { type: 'set', field: 'kind', value: 'letter' });
  expect(toBody(meta, state).body).toEqual({ kind: 'letter', height: null, lines: [] });
});

test('typing something and taking it back leaves the form clean', () => {
  const start = initialState(meta, null);
  const typed = reduce(start, { type: 'set', field: 'kind', value: 'box' });
  expect(fingerprint(meta, typed)).not.toBe(fingerprint(meta, start));
  expect(fingerprint(meta, reduce(typed, { type: 'set', field: 'kind', value: 'letter' }))).toBe(fingerprint(meta, start));
});

test("a row's error finds its row although blank rows were left out and a row was put in since", () => {
  let state = initialState(meta, null);
  state = reduce(state, { type: 'insert-row', table: 'lines', at: 1, values: { what: 'A' } });
  state = reduce(state, { type: 'insert-row', table: 'lines', at: 2, values: { what: 'B' } });
  const { sent } = toBody(meta, state);
  state = reduce(state, { type: 'insert-row', table: 'lines', at: 0 });
  state = reduce(state, { type: 'refuse', sent, errors: [{ field: 'lines.2.qty', code: 'required', message: 'Quantity is missing.' }] });
  expect(state.tables.lines?.map((row) => row.errors)).toEqual([{}, {}, {}, { qty: 'Quantity is missing.' }]);
  const key = keys(state)[3] as number;
  state = reduce(state, { type: 'set-cell', table: 'lines', key, field: 'qty', value: '1' });
  expect(state.tables.lines?.[3]?.errors).toEqual({});
});

test('an error that concerns no field of the form is kept in words', () => {
  const state = reduce(initialState(meta, null), {
    type: 'refuse',
    sent: {},
    errors: [{ field: 'nowhere', code: 'x', message: 'Something else.' }],
  });
  expect(state.general).toEqual(['Something else.']);
});

test('removing the last row leaves a blank one to type into', () => {
  const state = initialState(meta, null);
  const after = reduce(state, { type: 'remove-row', table: 'lines', key: keys(state)[0] as number });
  expect(after.tables.lines).toHaveLength(1);
  expect(keys(after)).not.toEqual(keys(state));
});

test('an intention keeps its key until it took effect or became another', () => {
  let made = 0;
  const intentions = createIntentions(() => `key-${++made}`);
  expect(intentions.keyFor('save A')).toBe('key-1');
  expect(intentions.keyFor('save A')).toBe('key-1');
  expect(intentions.keyFor('save B')).toBe('key-2');
  intentions.done();
  expect(intentions.keyFor('save B')).toBe('key-3');
});
