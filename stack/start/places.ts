import { join, relative } from 'node:path';
import { root } from '../workspace.ts';
import type { DeskSettings } from './settings.ts';
import type { Desk } from './start-desk.ts';

/** What runs where, in the order of a request's way: a line a process, in columns. */
export function describePlaces({ origins, backing, process }: Desk, { data }: DeskSettings): string {
  const pglite = join(data.startsWith(root) ? relative(root, data) : data, 'db');
  const rows: string[][] = [
    ['gateway', origins.desk],
    ['cdn', origins.cdn],
    ...Object.entries(origins.services).map(([name, origin]) => {
      const database = backing?.databases[name];
      return [name, origin, database ? `PostgreSQL, database ${new URL(database).pathname.slice(1)}` : `PGlite in ${pglite}`];
    }),
    ...(backing ? Object.entries({ nats: backing.nats.url, postgres: `postgres://${new URL(backing.postgres).host}` }) : []),
  ].map(([name = '', address = '', database = '']) => [name, address, String(process(name).pid), database]);
  return align([['process', 'address', 'pid', 'database'], ...rows]);
}

function align(rows: readonly string[][]): string {
  const widths = rows.reduce<number[]>((most, row) => row.map((cell, index) => Math.max(most[index] ?? 0, cell.length)), []);
  const line = (row: readonly string[]) => row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ');
  return rows.map((row) => line(row).trimEnd()).join('\n');
}
