import type { ReferenceProtocol } from '@business-m/protocols';

/** DocType → id → the fields others may ask for. The field `title` is the title; `uom.decimals` follows a link that is named like its DocType. */
export type FakeDocuments = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** Answers from `documents`, and from `real` where a domain of the test owns the DocType. */
export function fakeReferences(documents: FakeDocuments, real: (doctype: string) => ReferenceProtocol | undefined): ReferenceProtocol {
  const read = (doctype: string, id: string, [field = '', ...behind]: string[]): unknown => {
    const value = documents[doctype]?.[id]?.[field] ?? null;
    return behind.length === 0 || value === null ? value : read(field, String(value), behind);
  };
  return {
    async resolve(request, context) {
      const owner = real(request.doctype);
      if (owner) return owner.resolve(request, context);
      return request.ids.flatMap((id) => {
        const found = documents[request.doctype]?.[id];
        if (!found) return [];
        const values = Object.fromEntries((request.fields ?? []).map((field) => [field, read(request.doctype, id, field.split('.'))]));
        return [{ id, title: String(found.title ?? id), status: 'saved', values }];
      });
    },
  };
}
