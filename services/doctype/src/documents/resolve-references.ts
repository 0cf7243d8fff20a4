import type { ReferenceProtocol } from '@business-m/protocols';
import { Refusal } from '@business-m/protocols';
import { findDocType, type Runtime } from './runtime.ts';

/** A domain's side of `ReferenceProtocol`: its own documents, named for others. */
export function createReferences(runtime: Runtime): ReferenceProtocol {
  return {
    async resolve({ doctype, ids, fields = [] }) {
      const docType = findDocType(runtime, doctype);
      const known = new Set(docType.scalars.map((field) => field.name));
      const strange = fields.find((field) => !known.has(field));
      if (strange !== undefined)
        throw new Refusal({ code: 'invalid', message: `${docType.declaration.label} has no field “${strange}”.`, field: strange });
      if (ids.length === 0) return [];
      const title = docType.declaration.titleField ?? 'id';
      const rows = await runtime.db
        .selectFrom(docType.table)
        .selectAll()
        .where('id', 'in', [...ids])
        .orderBy('id')
        .execute();
      return rows.map((row) => ({
        id: row.id as string,
        title: String(row[title] ?? row.id),
        status: row.status as string,
        values: Object.fromEntries(fields.map((field) => [field, row[field]])),
      }));
    },
  };
}
