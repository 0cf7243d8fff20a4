import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { SchemaShape, SequenceState, TableChecksum } from '@business-m/metadata/operations';
import { Refusal } from '@business-m/protocols';
import { checksumTable, emptyChecksum } from '../tables/checksum.ts';
import { readRows, readSequence } from '../tables/rows.ts';
import { type Place, readEmptyTables, rowRanges, type Table } from '../tables/schema-shape.ts';

/** Characters of rows that one page carries, and one range more. */
const PAGE_CHARACTERS = 1_048_576;
/** Of a PGlite. It is made for one small team. */
const KEPT_LIMIT_BYTES = 512 * 1_048_576;
/** Smaller pages are kept as they are: somebody waits. */
const PACK_FROM_CHARACTERS = 262_144;

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
  pages: { packed: boolean; bytes: Buffer }[];
  checksum: TableChecksum;
}

async function keep(text: string): Promise<KeptTable['pages'][number]> {
  const packed = text.length >= PACK_FROM_CHARACTERS;
  return { packed, bytes: packed ? await pack(text, { level: 1 }) : Buffer.from(text) };
}

/** Reads everything at once into memory, so that nobody has to wait for whoever reads it afterwards. `from` is the number of a page. */
export async function keepAll(place: Place, { tables, sequences }: SchemaShape): Promise<SnapshotReader> {
  const reader = readerOf(place);
  const empty = await readEmptyTables(place);
  const kept = new Map<string, KeptTable>();
  const states = new Map<string, SequenceState>();
  let sizeBytes = 0;
  for (const table of tables) {
    if (empty.has(table.name)) {
      kept.set(table.name, { pages: [], checksum: emptyChecksum(table) });
      continue;
    }
    const pages: KeptTable['pages'] = [];
    for (let from: number | null = 0; from !== null; ) {
      const page: RowPage = await reader.page(table, from);
      const entry = await keep(page.text);
      pages.push(entry);
      sizeBytes += entry.bytes.length;
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
      const bytes = page?.packed ? await unpack(page.bytes) : page?.bytes;
      return { text: bytes?.toString() ?? '', next: from + 1 < pages.length ? from + 1 : null };
    },
    checksum: async ({ name }) => found(kept.get(name)).checksum,
    sequence: async (name) => found(states.get(name)),
  };
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('what a snapshot lists is in it');
  return value;
}
