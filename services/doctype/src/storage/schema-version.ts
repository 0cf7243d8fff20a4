import { type Kysely, sql, type Transaction } from 'kysely';
import type { AnyDatabase } from '../database/database-config.ts';

/** Writes down that a build of this version has brought the schema up to date. */
export async function recordVersion(tx: Transaction<AnyDatabase>, schema: string, version: string, now: Date): Promise<void> {
  await sql`insert into ${sql.table(`${schema}.doctype_release`)} (version, migrated_at) values (${version}, ${now})
    on conflict (version) do nothing`.execute(tx);
}

/** The greatest version that has brought the schema up to date; null when none has been written down. */
export async function recordedVersion(db: Kysely<AnyDatabase>, schema: string): Promise<string | null> {
  const { rows } = await sql<{ version: string }>`select version from ${sql.table(`${schema}.doctype_release`)}`.execute(db);
  return (
    rows
      .map(({ version }) => version)
      .toSorted(compareVersions)
      .at(-1) ?? null
  );
}

/** `0.10.0` comes after `0.9.0`; what follows the numbers does not count. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function numbersOf(version: string): number[] {
  return (/^\d+(?:\.\d+)*/.exec(version)?.[0] ?? '0').split('.').map(Number);
}
