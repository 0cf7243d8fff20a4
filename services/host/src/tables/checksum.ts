import { decimal } from '@business-m/doctype/decimal';
import type { TableChecksum } from '@business-m/metadata/operations';
import { type RawBuilder, sql } from 'kysely';
import { type Column, type Place, rowRanges, type Table } from './schema-shape.ts';

interface Piece {
  rows: number;
  high: string;
  low: string;
  [sum: `sum_${number}`]: string;
}

export async function checksumTable(place: Place, table: Table): Promise<TableChecksum> {
  const amounts = table.columns.filter(({ type }) => type.startsWith('numeric'));
  const line = sql.join(table.columns.map(canonicalText));
  const sums = amounts.map(({ name }, index) => sql`coalesce(sum(${sql.ref(name)}), 0)::text as ${sql.ref(`sum_${index}`)}`);
  let [rows, high, low] = [0, 0n, 0n];
  const totals = amounts.map(() => '0');
  for await (const { condition } of rowRanges(place, table.name)) {
    const { rows: pieces } = await sql<Piece>`
      select count(*)::int as rows,
        coalesce(sum(('x' || substr(hash, 1, 15))::bit(60)::bigint), 0)::text as high,
        coalesce(sum(('x' || substr(hash, 16, 15))::bit(60)::bigint), 0)::text as low
        ${amounts.length > 0 ? sql`, ${sql.join(sums)}` : sql``}
      from (select *, md5(array[${line}]::text) as hash from ${sql.table(`${place.schema}.${table.name}`)} where ${condition}) as piece`.execute(
      place.db,
    );
    const piece = pieces[0];
    if (!piece) continue;
    rows += Number(piece.rows);
    high += BigInt(piece.high);
    low += BigInt(piece.low);
    for (const index of amounts.keys()) totals[index] = addDecimals(totals[index] ?? '0', piece[`sum_${index}`] ?? '0');
  }
  return {
    rows,
    hash: `${high.toString(16)}-${low.toString(16)}`,
    sums: Object.fromEntries(amounts.map(({ name }, index) => [name, totals[index] ?? '0'])),
  };
}

/** Of a table without rows, for which nothing needs to be read. */
export function emptyChecksum({ columns }: Table): TableChecksum {
  const amounts = columns.filter(({ type }) => type.startsWith('numeric'));
  return { rows: 0, hash: '0-0', sums: Object.fromEntries(amounts.map(({ name }) => [name, '0'])) };
}

export function sameChecksum(a: TableChecksum, b: TableChecksum): boolean {
  return a.rows === b.rows && a.hash === b.hash && JSON.stringify(a.sums) === JSON.stringify(b.sums);
}

/** The same text for the same value in every session, whatever its settings. */
function canonicalText({ name, type }: Column): RawBuilder<unknown> {
  const column = sql.ref(name);
  if (type.includes('with time zone')) return sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`;
  if (type === 'date') return sql`to_char(${column}, 'YYYY-MM-DD')`;
  if (type === 'bytea') return sql`encode(${column}, 'hex')`;
  return sql`${column}::text`;
}

/** Exact, and with as many digits as the longer of both. */
function addDecimals(a: string, b: string): string {
  return decimal(a)
    .plus(b)
    .toFixed(Math.max(scaleOf(a), scaleOf(b)));
}

const scaleOf = (text: string) => text.split('.')[1]?.length ?? 0;
