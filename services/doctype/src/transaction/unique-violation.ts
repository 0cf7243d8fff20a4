import { Refusal } from '@business-m/protocols';
import { indexName, type StoredDocType } from '../storage/doctype-storage.ts';
import type { Runtime } from './runtime.ts';

const UNIQUE_VIOLATION = '23505';

/** Turns a unique violation into a `duplicate` that names the field; returns other errors as they are. */
export function translateDatabaseError(runtime: Runtime, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || error.code !== UNIQUE_VIOLATION || !('constraint' in error)) return error;
  for (const { table, declaration, scalars, children } of runtime.docTypes.values()) {
    if (error.constraint === `${table}_pkey`) return taken({ declaration, scalars });
    if (error.constraint === indexName(table, 'amended_from', 'unique')) {
      return new Refusal('already-amended', `This ${declaration.label} has been amended already.`);
    }
    const field = scalars.find((candidate) => error.constraint === indexName(table, candidate.name, 'unique'));
    if (field) return duplicate(declaration.label, field.name, field.label);
    for (const child of children) {
      const column = child.columns.find((candidate) => error.constraint === indexName(child.table, candidate.name, 'unique'));
      if (column) return duplicate(declaration.label, child.field.name, column.label);
    }
  }
  return error;
}

/** The id of a new document is another's. */
export function taken({ declaration, scalars }: Pick<StoredDocType, 'declaration' | 'scalars'>): Refusal {
  const named = declaration.naming.by === 'field' ? declaration.naming.field : 'id';
  return duplicate(declaration.label, named, scalars.find(({ name }) => name === named)?.label);
}

function duplicate(label: string, field: string, fieldLabel?: string): Refusal {
  return new Refusal('duplicate', `Another ${label.toLowerCase()} has this ${fieldLabel?.toLowerCase() ?? 'number'} already.`, { field });
}
