import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { Refusal } from '@business-m/protocols';
import { checksumTable, type TableChecksum } from '../tables/checksum.ts';
import { readRows, readSequence, type SequenceState } from '../tables/rows.ts';
import { type Place, rowRanges, type SchemaShape, type Table } from '../tables/schema-shape.ts';

/** Characters of rows that one page carries, and one range more. */
const PAGE_CHARACTERS = 1_048_576;
/** Of a PGlite, packed. It is made for one small team. */
const KEPT_LIMIT_BYTES = 512 * 1_048_576;

/** Lines of rows, each line ended; `next`: where to go on, null at the end. */
export interface RowPage {
  text: string;
  next: number | null;
}

/** One schema as it was at one moment. */
export interface SnapshotReader {
  page(table: Table, from: number): Promise<RowPage>;
  checksum(table: Table): Promise<TableChecksum>;
  sequence(name: string): Promise<SequenceState>;
}

/** Reads from a transaction that sees that moment. `from` is a block of the table's file. */
export function readerOf(place: Place): SnapshotReader {
  return {
    async page(table, from) {
      let text = '';
      for await (const { block, condition } of rowRanges(place, table.name, from)) {
        if (text.length >= PAGE_CHARACTERS) return { text, next: block };
        for (const line of await readRows(place, table, condition)) text += `${line}\n`;
      }
      return { text, next: null };
    },
    checksum: (table) => checksumTable(place, table),
    sequence: (name) => readSequence(place, name),
  };
}

const [pack, unpack] = [promisify(gzip), promisify(gunzip)];

interface KeptTable {
  pages: Buffer[];
  checksum: TableChecksum;
}

/** Reads everything at once into memory, packed, so that nobody has to wait for whoever reads it afterwards. `from` is the number of a page. */
export async function keepAll(reader: SnapshotReader, { tables, sequences }: SchemaShape): Promise<SnapshotReader> {
  const kept = new Map<string, KeptTable>();
  const states = new Map<string, SequenceState>();
  let sizeBytes = 0;
  for (const table of tables) {
    const pages: Buffer[] = [];
    for (let from: number | null = 0; from !== null; ) {
      const page: RowPage = await reader.page(table, from);
      const packed = await pack(page.text, { level: 1 });
      pages.push(packed);
      sizeBytes += packed.length;
      if (sizeBytes > KEPT_LIMIT_BYTES)
        throw new Refusal('too-large', 'This PGlite is too large to be backed up in one go: move it to PostgreSQL.');
      from = page.next;
    }
    kept.set(table.name, { pages, checksum: await reader.checksum(table) });
  }
  for (const name of sequences) states.set(name, await reader.sequence(name));
  return {
    async page({ name }, from) {
      const pages = kept.get(name)?.pages ?? [];
      const page = pages[from];
      return { text: page ? (await unpack(page)).toString() : '', next: from + 1 < pages.length ? from + 1 : null };
    },
    checksum: async ({ name }) => found(kept.get(name)).checksum,
    sequence: async (name) => found(states.get(name)),
  };
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('what a snapshot lists is in it');
  return value;
}
