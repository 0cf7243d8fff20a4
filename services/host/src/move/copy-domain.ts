import type { SchemaShape, TableChecksum } from '@business-m/metadata/operations';
import { Refusal } from '@business-m/protocols';
import { sql } from 'kysely';
import { checksumTable, sameChecksum } from '../tables/checksum.ts';
import { insertRows, makeWay, readRows, readSequence, writeSequence } from '../tables/rows.ts';
import { type Place, readShape, rowRanges, shapeDifference, type Table } from '../tables/schema-shape.ts';
import { readHome } from './domain-home.ts';

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
    for (const sequence of shape.sequences) await writeSequence(target, sequence, await readSequence(source, sequence));
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

/** Page by page, from database to database. */
async function copyRows(source: Place, target: Place, table: Table, signal?: AbortSignal): Promise<void> {
  for await (const { condition } of rowRanges(source, table.name)) {
    signal?.throwIfAborted();
    await insertRows(target, table, await readRows(source, table, condition));
  }
}

function differing({ name }: Table, here: TableChecksum, there: TableChecksum): Refusal {
  return new Refusal(
    'copy-differs',
    `${name} arrived otherwise than it left: ${JSON.stringify(here)} here, ${JSON.stringify(there)} there.`,
  );
}
