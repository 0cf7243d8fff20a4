import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { listDatabaseTests, listHostTests } from './projects.ts';

test('a test belongs to the databases and modes that what it opens can be in', () => {
  const root = mkdtempSync(join(tmpdir(), 'desk-projects-'));
  const files = {
    'services/finance/src/tree.test.ts': 'expect(tree).toEqual([])',
    'services/finance/src/ledger.test.ts': 'desk = await openTestDesk({ domain })',
    'services/wms/src/stock.test.ts': 'beforeAll(async () => (desk = await openStockDesk()))',
    'services/doctype/src/only-pglite.test.ts': 'const db = await openDatabase()',
    'services/host/src/http/contract.test.ts': 'host = await openTestHost(documents)',
    'services/host/node_modules/away/src/any.test.ts': 'await openTestHost([])',
    'services/host/src/testing/test-host.ts': 'export async function openTestHost(documents) {}',
  };
  try {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
    expect(listHostTests(root)).toEqual(['services/host/src/http/contract.test.ts']);
    expect(listDatabaseTests(root)).toEqual([
      'services/finance/src/ledger.test.ts',
      'services/host/src/http/contract.test.ts',
      'services/wms/src/stock.test.ts',
    ]);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});

test('this project’s own tests are among them, and the run of a unit test knows no server', () => {
  const root = join(import.meta.dirname, '../..');
  expect(listHostTests(root).length).toBeGreaterThan(2);
  expect(listDatabaseTests(root).length).toBeGreaterThan(10);
  expect(inject('postgresUrl')).toBeUndefined();
});
