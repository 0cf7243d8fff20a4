import { createHash } from 'node:crypto';

const POSTGRES_NAME_MAX_BYTES = 63;

/** PostgreSQL cuts longer names off silently, and two of them could meet: those get a hash instead. */
export function indexName(table: string, column: string, kind: 'unique' | 'idx' | 'sort'): string {
  const name = `${table}_${column}_${kind}`;
  if (name.length <= POSTGRES_NAME_MAX_BYTES) return name;
  return `${name.slice(0, POSTGRES_NAME_MAX_BYTES - 9)}_${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}
