import { Refusal } from '@business-m/protocols';
import { sql } from 'kysely';
import { checksumTable, sameChecksum, type TableChecksum } from './checksum.ts';
import { readHome } from './domain-home.ts';
import { type Place, readShape, rowRanges, type SchemaShape, shapeDifference, type Table } from './schema-shape.ts';

export interface CopyOptions {
  scope: string;
  move: string;
  source: Place;
  /** A database that this move's other end has marked as `arriving`. */
  target: Place;
  onTable?(table: string, checksum: TableChecksum): void;
  signal?: AbortSignal;
}

/** Copies rows and sequences of a fenced domain in one transaction of the target, and compares the checksums of each table. */
export async function copyDomain(options: CopyOptions): Promise<Record<string, TableChecksum>> {
  const { scope, move, source, target: place, onTable = () => {}, signal } = options;
  const shape = await requireSameShape(source, place);
  // Not in a callback: statements to both databases alternate, which the engine would refuse inside a transaction.
  const tx = await place.db.startTransaction().execute();
  const target = { db: tx, schema: place.schema } as Place;
  try {
    await sql`set local statement_timeout = 0`.execute(tx);
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(tx);
    await requireExpected(target, scope, move);
    const restore = await makeWay(target, shape.tables);
    const checksums: Record<string, TableChecksum> = {};
    for (const table of shape.tables) {
      await copyRows(source, target, table, signal);
      const [there, here] = [await checksumTable(target, table), await checksumTable(source, table)];
      if (!sameChecksum(there, here)) throw differing(table, here, there);
      checksums[table.name] = there;
      onTable(table.name, there);
    }
    for (const sequence of shape.sequences) await copySequence(source, target, sequence);
    await restore();
    signal?.throwIfAborted();
    await tx.commit().execute();
    return checksums;
  } catch (error) {
    await tx.rollback().execute();
    throw error;
  }
}

/** Throws `schema-differs`: rows are copied only between schemas that the same code has made. */
export async function requireSameShape(source: Place, target: Place): Promise<SchemaShape> {
  const [here, there] = [await readShape(source), await readShape(target)];
  const difference = shapeDifference(here, there);
  if (difference === null) return here;
  throw new Refusal(
    'schema-differs',
    `The schema “${target.schema}” of the target is not what this process has: ${difference}. Run npm run migrate there, with the same build.`,
  );
}

async function requireExpected(target: Place, scope: string, move: string): Promise<void> {
  const home = await readHome(target.db, scope);
  if (home.state === 'arriving' && home.move === move) return;
  throw new Refusal('wrong-database', 'This database is not the one in which the process at the other end expects the domain.');
}

/** Empties the tables and removes constraints, so that rows can be inserted in any order. The answer restores and checks them. */
async function makeWay({ db, schema }: Place, tables: readonly Table[]): Promise<() => Promise<void>> {
  const { rows: keys } = await sql<{ table: string; name: string; definition: string }>`
    select c.relname as "table", k.conname as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${schema} and k.contype = 'f' order by 1, 2`.execute(db);
  const table = (name: string) => sql.table(`${schema}.${name}`);
  // Triggers of a ledger, or of a fence that an earlier move left, would refuse the truncation.
  for (const { name } of tables) await sql`alter table ${table(name)} disable trigger user`.execute(db);
  for (const key of keys) await sql`alter table ${table(key.table)} drop constraint ${sql.id(key.name)}`.execute(db);
  await sql`truncate ${sql.join(tables.map(({ name }) => table(name)))}`.execute(db);
  return async () => {
    for (const key of keys)
      await sql`alter table ${table(key.table)} add constraint ${sql.id(key.name)} ${sql.raw(key.definition)}`.execute(db);
    for (const { name } of tables) await sql`alter table ${table(name)} enable trigger user`.execute(db);
  };
}

/** Page by page, as JSON from database to database, so that no digit or microsecond is lost. */
async function copyRows(source: Place, target: Place, { name, columns }: Table, signal?: AbortSignal): Promise<void> {
  const names = sql.join(columns.map((column) => sql.ref(column.name)));
  const into = sql.table(`${target.schema}.${name}`);
  for await (const range of rowRanges(source, name)) {
    signal?.throwIfAborted();
    const { rows } = await sql<{ page: string | null }>`
      select json_agg(piece)::text as page
      from (select ${names} from ${sql.table(`${source.schema}.${name}`)} where ${range}) as piece`.execute(source.db);
    const page = rows[0]?.page;
    if (page === null || page === undefined) continue;
    await sql`insert into ${into} (${names}) overriding system value
      select ${names} from json_populate_recordset(null::${into}, ${page}::json)`.execute(target.db);
  }
}

async function copySequence(source: Place, target: Place, name: string): Promise<void> {
  const { rows } = await sql<{ last: string; called: boolean }>`
    select last_value::text as last, is_called as called from ${sql.table(`${source.schema}.${name}`)}`.execute(source.db);
  const state = rows[0];
  if (!state) throw new Error(`the sequence ${name} has no state`);
  await sql`select setval(${`"${target.schema}"."${name}"`}::regclass, ${state.last}::bigint, ${state.called})`.execute(target.db);
}

function differing({ name }: Table, here: TableChecksum, there: TableChecksum): Refusal {
  return new Refusal(
    'copy-differs',
    `${name} arrived otherwise than it left: ${JSON.stringify(here)} here, ${JSON.stringify(there)} there.`,
  );
}
