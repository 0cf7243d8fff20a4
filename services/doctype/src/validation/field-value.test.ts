import type { RowFieldMeta } from '@business-m/metadata';
import { expect, test } from 'vitest';
import { readFieldValue, sameValue } from './field-value.ts';

const field = (type: RowFieldMeta['type'], more: Partial<RowFieldMeta> = {}): RowFieldMeta => ({ name: 'f', label: 'F', type, ...more });

test.each<[RowFieldMeta, unknown, unknown]>([
  [field('text'), '  two words ', 'two words'],
  [field('text'), '   ', null],
  [field('text'), '', null],
  [field('text'), '\u200b\u3164\u2800\u034f\ufe0f', null],
  [field('text'), 'می\u200cخواهم', 'می\u200cخواهم'],
  [field('longtext'), ' a\n b', ' a\n b'],
  [field('int'), -3, -3],
  [field('bool'), undefined, false],
  [field('bool'), true, true],
  [field('money'), '007.5', '7.50'],
  [field('money'), '-0', '0.00'],
  [field('decimal'), '1.500', '1.5'],
  [field('decimal'), '9999999999999999.123456789', '9999999999999999.123456789'],
  [field('decimal', { scale: 4 }), '+2.5', '2.5000'],
  [field('date'), '2028-02-29', '2028-02-29'],
  [field('datetime'), '2026-01-31T09:30:00Z', '2026-01-31T09:30:00.000Z'],
  [field('select', { options: [{ value: 'a', label: 'A' }] }), 'a', 'a'],
])('converts %j: %j to %j', (definition, raw, value) => {
  expect(readFieldValue(definition, raw)).toEqual({ value });
});

test.each<[RowFieldMeta, unknown, string]>([
  [field('text'), 7, 'wrong-type'],
  [field('text'), 'x'.repeat(141), 'too-long'],
  [field('text', { maxLength: 2 }), 'abc', 'too-long'],
  [field('text'), 'a\0b', 'wrong-type'],
  [field('text'), '\ud800', 'wrong-type'],
  [field('text', { validate: [{ rule: 'email' }] }), 'nobody', 'email'],
  [field('text', { validate: [{ rule: 'pattern', value: '^[A-Z]+$' }] }), 'ab', 'pattern'],
  [field('int'), 1.5, 'wrong-type'],
  [field('int'), '1', 'wrong-type'],
  [field('int', { max: '9' }), 10, 'too-large'],
  [field('int'), 2 ** 53, 'wrong-type'],
  [field('bool'), 'true', 'wrong-type'],
  [field('money'), 12.5, 'wrong-type'],
  [field('money'), '1e3', 'wrong-type'],
  [field('money'), '1,000.00', 'wrong-type'],
  [field('money'), '.5', 'wrong-type'],
  [field('money'), 'NaN', 'wrong-type'],
  [field('money'), '1.005', 'too-precise'],
  [field('money', { min: '0' }), '-0.01', 'too-small'],
  [field('money'), '12345678901234567', 'too-large'],
  [field('decimal'), '0.1234567891', 'too-precise'],
  [field('date'), '2026-02-29', 'wrong-type'],
  [field('date'), '2026-2-1', 'wrong-type'],
  [field('date'), '0000-01-01', 'out-of-range'],
  [field('date'), '0001-01-01', 'out-of-range'],
  [field('date'), '1899-12-31', 'out-of-range'],
  [field('date'), '2200-01-01', 'out-of-range'],
  [field('date'), '9999-12-31', 'out-of-range'],
  [field('datetime'), '2026-01-31T09:30:00+01:00', 'wrong-type'],
  [field('select', { options: [{ value: 'a', label: 'A' }] }), 'b', 'not-an-option'],
  [field('link', { to: 'x' }), { id: 'x' }, 'wrong-type'],
])('refuses %j: %j as %s', (definition, raw, code) => {
  expect(readFieldValue(definition, raw)).toMatchObject({ code });
});

test.each([
  [field('money', { label: 'Debit' }), '€ 80,50', 'Debit: “€ 80,50” is not a number.'],
  [field('date', { label: 'Posting date' }), '31.02', 'Posting date: “31.02” is not a date.'],
  [field('date', { label: 'Posting date' }), 'x'.repeat(50), `Posting date: “${'x'.repeat(40)}…” is not a date.`],
  [field('date', { label: 'Posting date' }), '0026-11-29', 'Posting date is in the year 26; dates are from 1900 to 2199.'],
])('says what is wrong in the words of the person who typed: %#', (definition, raw, message) => {
  expect(readFieldValue(definition, raw)).toMatchObject({ message });
});

test('compares values by meaning', () => {
  expect(sameValue(field('money'), '5', '5.00')).toBe(true);
  expect(sameValue(field('money'), '5', '5.01')).toBe(false);
  expect(sameValue(field('text'), '', undefined)).toBe(true);
  expect(sameValue(field('bool'), undefined, false)).toBe(true);
});
