import { expect, test } from 'vitest';
import { absDecimal, compareDecimals, isDecimal, isZero, multiplyDecimals, subtractDecimals, sumDecimals } from './decimal.ts';

test('sums are exact where floats are not', () => {
  expect(sumDecimals(['0.1', '0.2'])).toBe('0.3');
  expect(sumDecimals(['9999999999999999.99', '0.01'])).toBe('10000000000000000');
  expect(sumDecimals(Array.from({ length: 1000 }, () => '0.001'))).toBe('1');
});

test('what is no number yet counts as nothing', () => {
  expect(sumDecimals(['', null, undefined, '1.', 'abc', '-', '2.50'])).toBe('2.5');
  expect(sumDecimals([])).toBe('0');
});

test('differences keep their sign and their last cent', () => {
  expect(subtractDecimals('100.00', '100.01')).toBe('-0.01');
  expect(absDecimal('-0.01')).toBe('0.01');
});

test('an amount is rounded half up', () => {
  expect(multiplyDecimals('3', '0.335')).toBe('1.01');
  expect(multiplyDecimals('2.5', '1.3333', 4)).toBe('3.3333');
});

test('comparing is by value, not by spelling', () => {
  expect(compareDecimals('1.0', '1')).toBe(0);
  expect(compareDecimals('9', '10')).toBe(-1);
  expect(isZero('-0.000')).toBe(true);
  expect(isZero('0.001')).toBe(false);
});

test.each(['1', '-1.50', '0.000001'])('%s is a decimal', (text) => expect(isDecimal(text)).toBe(true));
test.each(['', '1.', '.5', '1,5', '1e3', ' 1', 1, null])('%j is none', (text) => expect(isDecimal(text)).toBe(false));
