import type { RowFieldMeta } from '@business-m/metadata';
import { type CallContext, Refusal, type Usage, type UsageProtocol } from '@business-m/protocols';
import type { Kysely } from 'kysely';
import type { AnyDatabase } from '../database/database-config.ts';
import type { StoredDocType } from '../storage/doctype-storage.ts';
import type { Runtime, Write } from '../transaction/runtime.ts';

/** Throws `in-use` when a document of this domain links to `id`. */
export async function refuseWhenReferenced({ runtime, tx }: Write, docType: StoredDocType, id: string): Promise<void> {
  refuse(docType, id, await findUsage(tx, runtime, docType.declaration.doctype, id));
}

/** Throws `in-use` when a document of another domain does. Outside the transaction, which never waits for them. */
export async function refuseWhenUsedElsewhere(runtime: Runtime, docType: StoredDocType, id: string, call: CallContext): Promise<void> {
  refuse(docType, id, await runtime.usage.find({ doctype: docType.declaration.doctype, id }, call));
}

/** A domain's side of `UsageProtocol`: what of it refers to others' documents. */
export function createUsage(runtime: Runtime): UsageProtocol {
  return { find: ({ doctype, id }) => findUsage(runtime.db, runtime, doctype, id) };
}

function refuse({ declaration: { label } }: StoredDocType, id: string, usage: Usage | null): void {
  if (usage) throw new Refusal('in-use', `${label} ${id} is used by ${usage.label} ${usage.id}.`);
}

async function findUsage(db: Kysely<AnyDatabase>, { docTypes }: Runtime, doctype: string, id: string): Promise<Usage | null> {
  for (const from of docTypes.values()) {
    const { label, doctype: own } = from.declaration;
    for (const { table, column, owner } of referringColumns(from, doctype)) {
      const row = await db
        .selectFrom(table)
        .select([`${owner} as by`])
        .where(column, '=', id)
        .where(owner, '!=', own === doctype ? id : '')
        .limit(1)
        .executeTakeFirst();
      if (row) return { label, id: String(row.by) };
    }
  }
  return null;
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
