import { decimal, money } from '@business-m/doctype/decimal';
import { expect, test } from 'vitest';
import { plain } from '../decimal.ts';
import { type Change, EMPTY, type Holding, isSound, issue, type Moved, receive, takeBack } from './holding.ts';

const held = (qty: string, value: string, rate = '0'): Holding => ({ qty: decimal(qty), value: decimal(value), rate: decimal(rate) });
const spelled = ({ holding, changes }: Moved) => ({
  holding: `${plain(holding.qty)} worth ${money(holding.value)}`,
  changes: changes.map(({ qty, value }: Change) => `${plain(qty)} for ${money(value)}`),
});

test('averages receipts of different prices', () => {
  const first = receive(EMPTY, decimal('10'), decimal('100.00'));
  const second = receive(first.holding, decimal('10'), decimal('200.00'));
  expect(plain(second.holding.rate)).toBe('15');
  expect(spelled(issue(second.holding, decimal('5')))).toEqual({ holding: '15 worth 225.00', changes: ['-5 for -75.00'] });
});

test('gives the remainder to the last issue: 10.00 over three units is 3.33, 3.34 and 3.33', () => {
  const one = issue(held('3', '10.00'), decimal('1'));
  const two = issue(one.holding, decimal('1'));
  const three = issue(two.holding, decimal('1'));
  expect([one, two, three].map(({ changes }) => money(changes[0]?.value ?? decimal(0)))).toEqual(['-3.33', '-3.34', '-3.33']);
  expect(spelled(three).holding).toBe('0 worth 0.00');
});

test('issues missing stock at the last known rate', () => {
  const short = issue(held('4', '10.00', '2.5'), decimal('10'));
  expect(spelled(short)).toEqual({ holding: '-6 worth -15.00', changes: ['-10 for -25.00'] });
  expect(spelled(issue(short.holding, decimal('2')))).toEqual({ holding: '-8 worth -20.00', changes: ['-2 for -5.00'] });
});

test('issues an item never received at zero', () => {
  expect(spelled(issue(EMPTY, decimal('2')))).toEqual({ holding: '-2 worth 0.00', changes: ['-2 for 0.00'] });
});

test('settles a shortage at the actual cost of the next receipt', () => {
  const settled = receive(held('-6', '-15.00', '2.5'), decimal('10'), decimal('30.00'));
  expect(spelled(settled)).toEqual({ holding: '4 worth 12.00', changes: ['10 for 30.00', '0 for -3.00'] });
  expect(plain(settled.holding.rate)).toBe('3');
});

test('settles part of a shortage with a smaller receipt', () => {
  const part = receive(held('-6', '-15.00', '2.5'), decimal('2'), decimal('8.00'));
  expect(spelled(part)).toEqual({ holding: '-4 worth -10.00', changes: ['2 for 8.00', '0 for -3.00'] });
  expect(spelled(receive(part.holding, decimal('4'), decimal('10.00')))).toEqual({ holding: '0 worth 0.00', changes: ['4 for 10.00'] });
});

test('reverses exactly, the last change first', () => {
  const before = held('-6', '-15.00', '2.5');
  const settled = receive(before, decimal('10'), decimal('30.00'));
  expect(spelled(takeBack(settled.holding, settled.changes))).toEqual({
    holding: '-6 worth -15.00',
    changes: ['0 for 3.00', '-10 for -30.00'],
  });
});

test.each([
  ['0', '0', true],
  ['0', '0.01', false],
  ['2', '-0.01', false],
  ['2', '0', true],
  ['-2', '1', false],
  ['-2', '-1', true],
])('%s worth %s is sound: %s', (qty, value, expected) => {
  expect(isSound(held(qty, value))).toBe(expected);
});
