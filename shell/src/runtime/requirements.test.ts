import satisfies from 'semver/functions/satisfies';
import { expect, test } from 'vitest';
import { inPlainRange } from './plain-range.ts';
import { fitsPlainly, unmetRequirement } from './requirements.ts';

const provided = { hostApi: '1.4.0', shared: { react: '19.3.1', '@business-m/ui': '0.1.0' } };
const needs = (shared: Record<string, string>, hostApi = '^1.0.0') => ({ requires: { shared, hostApi } });

test.each([
  [needs({ react: '^19.0.0', '@business-m/ui': '^0.1.0' }), null],
  [needs({}, '^1.4.0'), null],
  [needs({}, '^2.0.0'), 'Shop was made for host API ^2.0.0; this desk has 1.4.0.'],
  [needs({ react: '^20.0.0' }), 'Shop needs react ^20.0.0; this desk has 19.3.1.'],
  [needs({ '@business-m/ui': '^0.2.0' }), 'Shop needs @business-m/ui ^0.2.0; this desk has 0.1.0.'],
  [needs({ left: '*' }), 'Shop needs left *, which this desk does not provide.'],
  [needs({ react: '>=19 <20 || ^21.0.0' }), null],
  [needs({ react: 'nonsense' }), 'Shop needs react nonsense; this desk has 19.3.1.'],
])('%j', async (remote, sentence) => {
  expect(await unmetRequirement('Shop', remote, provided)).toBe(sentence);
  expect(fitsPlainly(remote, provided)).toBe(sentence === null && !JSON.stringify(remote).includes('>='));
});

test('says of plain ranges what semver says, and nothing of others', () => {
  const versions = [0, 1, 2].flatMap((a) => [0, 1, 2].flatMap((b) => [0, 1, 10].map((c) => `${a}.${b}.${c}`)));
  for (const range of ['*', ...versions.flatMap((version) => [version, `^${version}`, `~${version}`])])
    for (const version of versions) expect(inPlainRange(version, range), `${version} in ${range}`).toBe(satisfies(version, range));
  for (const range of ['', '1', '1.x', '>=1.0.0', '^1.0.0 || ^2.0.0', '^1.0.0-beta.1', '1.0.0 - 2.0.0', '^01.0.0', 'nonsense'])
    expect(inPlainRange('1.2.3', range)).toBeNull();
  expect(inPlainRange('1.3.0-beta.1', '^1.2.0')).toBeNull();
});
