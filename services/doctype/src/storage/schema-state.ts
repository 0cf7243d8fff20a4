import { type Kysely, sql, type Transaction } from 'kysely';
import type { AnyDatabase } from '../database/database-config.ts';
import { plannedBaking, readTables } from './bake.ts';
import { OtherType } from './bake-plan.ts';
import type { StoredDocType } from './doctype-storage.ts';
import { type Migrations, recordedMigrations } from './migrate.ts';

/** Whether the database fits the code; `detail` is a sentence for whoever has to do something about it. */
export interface SchemaState {
  state: 'current' | 'behind' | 'newer';
  detail: string;
}

export interface SchemaPlan {
  schema: string;
  version: string;
  docTypes: readonly StoredDocType[];
  migrations: Readonly<Record<'engine_migration' | 'domain_migration', Migrations>>;
}

export async function readSchemaState(db: Kysely<AnyDatabase>, plan: SchemaPlan): Promise<SchemaState> {
  const { schema, version, docTypes, migrations } = plan;
  const tables = await readTables(db, schema);
  const missing: string[] = [];
  for (const table of ['engine_migration', 'domain_migration'] as const) {
    const recorded = tables.has(table) ? await recordedMigrations(db, schema, table) : [];
    const strange = recorded.find((name) => !Object.hasOwn(migrations[table], name));
    if (strange !== undefined) return newer(`The schema “${schema}” has the migration ${strange}, which this build does not know.`);
    missing.push(...Object.keys(migrations[table]).filter((name) => !recorded.includes(name)));
  }
  const recorded = tables.has('doctype_release') ? await recordedVersion(db, schema) : null;
  if (recorded !== null && compareVersions(recorded, version) > 0) {
    return newer(`The schema “${schema}” was brought up to date by version ${recorded}; this is ${version}.`);
  }
  if (missing.length > 0) return behind(`The schema “${schema}” lacks ${missing.length} migrations, first ${missing[0]}.`);
  try {
    const statements = await plannedBaking(db, schema, docTypes);
    if (statements.length > 0) return behind(`The schema “${schema}” lacks what the DocTypes need (${statements.length} statements).`);
  } catch (error) {
    if (error instanceof OtherType) return behind(`${error.message}.`);
    throw error;
  }
  return { state: 'current', detail: `The schema “${schema}” is up to date.` };
}

const newer = (detail: string): SchemaState => ({ state: 'newer', detail: `${detail} Run the newer build, or restore an older backup.` });
const behind = (detail: string): SchemaState => ({ state: 'behind', detail: `${detail} Run npm run migrate.` });

export async function recordVersion(tx: Transaction<AnyDatabase>, schema: string, version: string, now: Date): Promise<void> {
  await sql`insert into ${sql.table(`${schema}.doctype_release`)} (version, migrated_at) values (${version}, ${now})
    on conflict (version) do nothing`.execute(tx);
}

/** The greatest version that has brought the schema up to date; null when none has been written down. */
async function recordedVersion(db: Kysely<AnyDatabase>, schema: string): Promise<string | null> {
  const { rows } = await sql<{ version: string }>`select version from ${sql.table(`${schema}.doctype_release`)}`.execute(db);
  return (
    rows
      .map(({ version }) => version)
      .toSorted(compareVersions)
      .at(-1) ?? null
  );
}

/** `0.10.0` comes after `0.9.0`; what follows the numbers does not count. */
function compareVersions(a: string, b: string): number {
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
