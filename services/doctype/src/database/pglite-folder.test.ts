import { cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from './open-database.ts';

const parent = mkdtempSync(join(tmpdir(), 'desk-pglite-'));
const whole = join(parent, 'whole');
beforeAll(async () => {
  await (await openDatabase({ engine: 'pglite', folder: whole })).destroy();
}, 120_000);
afterAll(() => rmSync(parent, { recursive: true, force: true }));

/** What is said of a copy with this damage. */
async function refusal(damage: (folder: string) => void): Promise<string> {
  const folder = join(parent, 'copy');
  rmSync(folder, { recursive: true, force: true });
  cpSync(whole, folder, { recursive: true });
  damage(folder);
  return openDatabase({ engine: 'pglite', folder }).then(
    () => 'it opens',
    (error: Error) => error.message.replace(folder, 'the folder'),
  );
}

test('refuses what is no database, and leaves it', async () => {
  expect(await refusal((folder) => renameSync(join(folder, 'PG_VERSION'), join(folder, 'PG_VERSION.old')))).toMatch(
    /^the folder is damaged, .* \(PG_VERSION is missing\): put its backup in its place, or move it away to begin with an empty database\.$/,
  );
});

test('refuses the database of another PostgreSQL by both numbers', async () => {
  expect(await refusal((folder) => writeFileSync(join(folder, 'PG_VERSION'), '15\n'))).toMatch(
    /^the folder was written by PostgreSQL 15, but this desk brings PostgreSQL \d+: start it with .*, or put a backup .* in its place\.$/,
  );
});
