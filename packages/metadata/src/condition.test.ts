import { expect, test } from 'vitest';
import { type Condition, conditionSchema, holds } from './condition.ts';

const values = { purpose: 'transfer', remark: '', qty: 3, closed: false };

test.each<[Condition, boolean]>([
  [{ eq: ['purpose', 'transfer'] }, true],
  [{ eq: ['purpose', 'issue'] }, false],
  [{ ne: ['purpose', 'issue'] }, true],
  [{ in: ['purpose', ['issue', 'transfer']] }, true],
  [{ in: ['purpose', []] }, false],
  [{ present: 'purpose' }, true],
  [{ present: 'remark' }, false],
  [{ present: 'nowhere' }, false],
  [{ eq: ['nowhere', null] }, true],
  [{ eq: ['closed', false] }, true],
  [{ not: { eq: ['qty', 3] } }, false],
  [{ and: [{ eq: ['qty', 3] }, { present: 'purpose' }] }, true],
  [{ and: [{ eq: ['qty', 3] }, { present: 'remark' }] }, false],
  [{ or: [{ present: 'remark' }, { eq: ['qty', 3] }] }, true],
  [{ or: [] }, false],
])('%j holds: %s', (condition, expected) => {
  expect(holds(condition, values)).toBe(expected);
});

test('an expression outside the closed tree is refused', () => {
  for (const bad of [{ run: 'alert(1)' }, { eq: ['a'] }, { eq: ['a', 1], ne: ['a', 2] }, 'true', { and: [{ or: [{ js: '' }] }] }]) {
    expect(conditionSchema.safeParse(bad).success, JSON.stringify(bad)).toBe(false);
  }
  expect(conditionSchema.safeParse({ and: [{ or: [{ not: { present: 'a' } }] }] }).success).toBe(true);
});
