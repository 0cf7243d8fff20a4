import { expect, test } from 'vitest';
import { unmetRequirement } from './requirements.ts';

const provided = { hostApi: '1.4.0', shared: { react: '19.3.1', '@business-m/ui': '0.1.0' } };
const needs = (shared: Record<string, string>, hostApi = '^1.0.0') => ({ requires: { shared, hostApi } });

test.each([
  [needs({ react: '^19.0.0', '@business-m/ui': '^0.1.0' }), null],
  [needs({}, '^1.4.0'), null],
  [needs({}, '^2.0.0'), 'Shop was made for host API ^2.0.0; this desk has 1.4.0.'],
  [needs({ react: '^20.0.0' }), 'Shop needs react ^20.0.0; this desk has 19.3.1.'],
  [needs({ '@business-m/ui': '^0.2.0' }), 'Shop needs @business-m/ui ^0.2.0; this desk has 0.1.0.'],
  [needs({ left: '*' }), 'Shop needs left *, which this desk does not provide.'],
  [needs({ react: 'nonsense' }), 'Shop needs react nonsense; this desk has 19.3.1.'],
])('%j', (remote, sentence) => {
  expect(unmetRequirement('Shop', remote, provided)).toBe(sentence);
});
