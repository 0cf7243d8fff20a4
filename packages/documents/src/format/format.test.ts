// @vitest-environment jsdom
import { loadReaders } from '@business-m/ui';
import { expect, test } from 'vitest';
import { formatDate, formatDay } from './format-date.ts';
import { formatField } from './format-field.ts';
import { formatMoney, formatQuantity } from './format-number.ts';

const { parseNumber } = await loadReaders();

test('money reads as the locale writes it, with every digit it has', () => {
  expect(formatMoney('1250.5', { locale: 'en-US' })).toBe('1,250.50');
  expect(formatMoney('1250.5', { locale: 'de-DE' })).toBe('1.250,50');
  expect(formatMoney('12345678901234567890.12', { locale: 'en-US' })).toBe('12,345,678,901,234,567,890.12');
  expect(formatMoney('-0.00', { locale: 'en-US' })).toBe('0.00');
  expect(formatMoney('-3', { locale: 'en-US' })).toBe('-3.00');
});

test('nothing stays nothing, and what is no number is shown as it is', () => {
  expect(formatMoney('')).toBe('');
  expect(formatMoney(null)).toBe('');
  expect(formatMoney('12,x')).toBe('12,x');
});

test('quantities drop the zeros a column has no use for', () => {
  expect(formatQuantity('12.500000', { locale: 'en-US' })).toBe('12.5');
  expect(formatQuantity('3', { locale: 'en-US', digits: 2 })).toBe('3.00');
});

test('a day is the same day everywhere', () => {
  expect(formatDate('2026-03-01', 'en-US')).toBe('Mar 01, 2026');
  expect(formatDate('')).toBe('');
  expect(formatDate('soon')).toBe('soon');
  // Pasted, and shown far from what is in sight.
  expect(formatDate('2026-02-30', 'en-US')).toBe('2026-02-30');
  expect(formatDate('2026-04-31', 'en-US')).toBe('2026-04-31');
});

test('a rate shows the digits it has, at least two, never half a digit of money', () => {
  const rate = { type: 'money', scale: 4 } as const;
  expect(formatField(rate, '0.6250')).toBe('0.625');
  expect(formatField(rate, '17.6000')).toBe('17.60');
  expect(formatField({ type: 'money', scale: 2 }, '1250.5')).toBe('1,250.50');
});

test('a select reads as its label', () => {
  expect(formatField({ type: 'select', options: [{ value: 'issue', label: 'Issue' }] }, 'issue')).toBe('Issue');
  expect(formatField({ type: 'bool' }, false)).toBe('No');
});

test.each([
  ['1.250,50', 'de-DE', '1250.50'],
  ['1.250', 'de-DE', '1250'],
  ['0,5', 'de-DE', '0.5'],
  ['1,250.50', 'en-US', '1250.50'],
  ['1250.50', 'de-DE', '1250.50'],
  ["1'250.50", 'de-CH', '1250.50'],
  ['1 250,50', 'fr-FR', '1250.50'],
  ['(12.00)', 'en-US', '-12.00'],
  ['−7', 'en-US', '-7'],
  ['007', 'en-US', '7'],
  ['.5', 'en-US', '0.5'],
])('%s in %s is %s', (text, locale, expected) => {
  expect(parseNumber(text, { locale })).toBe(expected);
});

test.each(['', 'abc', '1.2.3', '12 apples'])('%j is no number and comes back as it was', (text) => {
  expect(parseNumber(text, { locale: 'en-US' })).toBe(text);
});

test.each(['fa-IR', 'th-TH', 'ar-SA', 'en-US'])('in %s a day is printed by the calendar of the books', (locale) => {
  expect(parseDay(formatDate('2026-03-01', locale))).toContain('2026');
  expect(parseDay(formatDay('2026-03-01', locale))).toContain('2026');
});

const parseDay = (text: string) =>
  text
    .replaceAll(/[۰-۹]/g, (digit) => String('۰۱۲۳۴۵۶۷۸۹'.indexOf(digit)))
    .replaceAll(/[٠-٩]/g, (digit) => String('٠١٢٣٤٥٦٧٨٩'.indexOf(digit)));
