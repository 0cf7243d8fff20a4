import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ledgerContract } from '@business-m/protocols/frozen/v1';
import { expect, test } from 'vitest';

test('keeps version 1 unchanged', async () => {
  const bytes = await readFile(new URL('../frozen/contract-v1.mjs', import.meta.url));
  expect(createHash('sha256').update(bytes).digest('hex')).toBe('00b5aa51fe8412cd5f904d2c53ea16b74be58e99cde4d650d0c6b575e347e01c');
  expect(ledgerContract.version).toBe(1);
});
