import { expect, test } from 'vitest';
import { initialState } from '../state/form-state.ts';
import { specimen } from '../testing/specimen.ts';
import { farDays } from './far-days.ts';

test.each<[day: string, isFar: boolean]>([
  ['2027-11-30', false],
  ['2025-11-30', false],
  ['2027-12-01', true],
  ['2025-11-29', true],
  ['1926-11-30', true],
  ['2126-11-30', true],
  ['', false],
  ['31.12', false],
])('on 30 November 2026 %j is far: %s', (taken_on, isFar) => {
  const state = initialState(specimen, null, { taken_on });
  expect(farDays(specimen, state, '2026-11-30').length > 0).toBe(isFar);
});
