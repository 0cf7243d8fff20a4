import type { RowFieldMeta } from '@business-m/metadata';
import { Refusal } from '@business-m/protocols';
import type { StoredDocType } from '../storage/doctype-storage.ts';
import type { Write } from './write.ts';

/** Throws `in-use` when a document of this domain links to `id`. What other domains refer to, they refuse to lose by their own rules. */
export async function refuseWhenReferenced(write: Write, docType: StoredDocType, id: string): Promise<void> {
  for (const other of write.runtime.docTypes.values()) {
    for (const { table, column, owner } of referringColumns(other, docType.declaration.doctype)) {
      const row = await write.tx
        .selectFrom(table)
        .select([`${owner} as by`])
        .where(column, '=', id)
        .where(owner, '!=', other === docType ? id : '')
        .limit(1)
        .executeTakeFirst();
      if (row) {
        throw new Refusal({
          code: 'in-use',
          message: `${docType.declaration.label} ${id} is used by ${other.declaration.label} ${String(row.by)}.`,
        });
      }
    }
  }
}

function referringColumns(from: StoredDocType, to: string): { table: string; column: string; owner: 'id' | 'parent' }[] {
  const links = (fields: readonly RowFieldMeta[]) =>
    fields.filter((field) => field.type === 'link' && field.to === to).map((field) => field.name);
  const own = links(from.scalars).map((column) => ({ table: from.table, column, owner: 'id' as const }));
  const rows = from.children.flatMap((child) =>
    links(child.columns).map((column) => ({ table: child.table, column, owner: 'parent' as const })),
  );
  return [...own, ...rows];
}
