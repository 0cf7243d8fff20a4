import { Refusal } from '@business-m/protocols';
import { indexName, type StoredDocType } from '../storage/doctype-storage.ts';
import type { Runtime } from './runtime.ts';

const UNIQUE_VIOLATION = '23505';

/** Whether a new document's id, or one that is the same name, was taken by another. */
export function isNameTaken({ table }: StoredDocType, error: unknown): boolean {
  const constraint = violated(error);
  return constraint === `${table}_pkey` || constraint === indexName(table, 'id', 'name');
}

/** The unique index that the error is about. */
function violated(error: unknown): unknown {
  return error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION && 'constraint' in error ? error.constraint : null;
}

/** Turns a unique violation into a `duplicate` that names the field; returns other errors as they are. */
export function translateDatabaseError(runtime: Runtime, error: unknown): unknown {
  const constraint = violated(error);
  if (constraint === null) return error;
  for (const { table, declaration, scalars, children } of runtime.docTypes.values()) {
    if (constraint === `${table}_pkey`) return taken({ declaration, scalars });
    if (constraint === indexName(table, 'amended_from', 'unique')) {
      return new Refusal('already-amended', `This ${declaration.label} has been amended already.`);
    }
    const field = scalars.find(({ name }) =>
      [indexName(table, name, 'unique'), indexName(table, name, 'name')].includes(String(constraint)),
    );
    if (field) return duplicate(declaration.label, field.name, field.label);
    for (const child of children) {
      const column = child.columns.find((candidate) => constraint === indexName(child.table, candidate.name, 'unique'));
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

/** The id of a new document is another's, typed otherwise. */
export function sameName({ declaration, scalars }: StoredDocType, id: string, twin: string): Refusal {
  const { field } = taken({ declaration, scalars });
  const message = `“${id}” is the same name as ${declaration.label.toLowerCase()} “${twin}”: case, blanks, width and characters that cannot be seen do not count.`;
  return new Refusal('duplicate', message, { field });
}

function duplicate(label: string, field: string, fieldLabel?: string): Refusal {
  return new Refusal('duplicate', `Another ${label.toLowerCase()} has this ${fieldLabel?.toLowerCase() ?? 'number'} already.`, { field });
}
