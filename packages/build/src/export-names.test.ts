import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exportNames } from './export-names.ts';

const root = join(import.meta.dirname, '..');

test.each([
  ['react', ['useState', 'Fragment', 'createElement']],
  ['react/jsx-dev-runtime', ['jsxDEV', 'Fragment']],
  ['@tanstack/react-query', ['useQuery', 'QueryClient']],
  // Through `export *` of files of its own, and by name.
  ['@business-m/sdk', ['useUser', 'ApiError', 'HostProvider']],
  // From a package of somebody else.
  ['@business-m/ui', ['Button', 'useMedia']],
  ['@business-m/documents', ['DocTypeList']],
  ['@business-m/documents/form', ['DocTypeForm']],
  ['@business-m/documents/report', ['ReportPage', 'PeriodFilter']],
])('%s exports, among others, %j', async (specifier, expected) => {
  const names = await exportNames(specifier, root);
  expect(names).toEqual(expect.arrayContaining(expected));
  expect(names).not.toContain('default');
});

test('types are no names', async () => {
  expect(await exportNames('@business-m/sdk', root)).not.toContain('Host');
});
