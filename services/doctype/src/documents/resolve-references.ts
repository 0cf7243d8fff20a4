import type { Reference, ReferenceProtocol, ReferenceRequest } from '@business-m/protocols';
import { Refusal } from '@business-m/protocols';
import { findDocType, type Runtime } from '../transaction/runtime.ts';

/** A domain's side of `ReferenceProtocol`. The field `uom.decimals` is that of the document which the link `uom` leads to. */
export function createReferences(runtime: Runtime): ReferenceProtocol {
  async function resolve({ doctype, ids, fields = [] }: ReferenceRequest): Promise<Reference[]> {
    const docType = findDocType(runtime, doctype);
    const strange = fields.find((field) => {
      const [name, ...behind] = field.split('.');
      const declared = docType.scalars.find((candidate) => candidate.name === name);
      return !declared || (behind.length > 0 && declared.type !== 'link');
    });
    if (strange !== undefined) throw new Refusal('invalid', `${docType.declaration.label} has no field “${strange}”.`, { field: strange });
    if (ids.length === 0) return [];
    const title = docType.declaration.titleField ?? 'id';
    const rows = await runtime.db
      .selectFrom(docType.table)
      .selectAll()
      .where('id', 'in', [...ids])
      .orderBy('id')
      .execute();
    const answer = rows.map((row) => ({
      id: row.id as string,
      title: String(row[title] ?? row.id),
      status: row.status as string,
      values: Object.fromEntries(fields.map((field) => [field, row[field] ?? null])) as Record<string, unknown>,
    }));
    for (const [link, paths] of Map.groupBy(
      fields.filter((field) => field.includes('.')),
      (field) => field.split('.')[0] ?? '',
    )) {
      const to = docType.scalars.find(({ name }) => name === link)?.to ?? '';
      const names = paths.map((path) => path.slice(link.length + 1));
      const linked = await resolve({ doctype: to, ids: [...new Set(rows.flatMap((row) => row[link] ?? []))], fields: names });
      for (const [index, { values }] of answer.entries()) {
        const target = linked.find(({ id }) => id === rows[index]?.[link]);
        for (const name of names) values[`${link}.${name}`] = target?.values[name] ?? null;
      }
    }
    return answer;
  }
  return { resolve };
}
