import type { Document, RowFieldMeta } from '@business-m/metadata';

/** What the document in which a link stands leaves of the documents that its picker finds. */
export interface Offer {
  /** Fields in which a linked document must be as this one, as far as this one says. */
  same: Readonly<Record<string, string>>;
  /** A place in a tree: neither the document itself nor what is below it. */
  notBelow?: { id: string; parent: string } | undefined;
}

/** Undefined: all of them. `tree`: the document's own place, where the link is to its parent. */
export function offerOf(
  { linkSame = [] }: RowFieldMeta,
  values: Readonly<Record<string, unknown>>,
  tree?: Offer['notBelow'],
): Offer | undefined {
  const same = Object.fromEntries(linkSame.filter((name) => (values[name] ?? '') !== '').map((name) => [name, String(values[name])]));
  return tree || Object.keys(same).length > 0 ? { same, notBelow: tree } : undefined;
}

/** Those of `documents` that may be chosen, as far as is known here: the service has the last word. */
export function offered(documents: readonly Document[], offer: Offer | undefined): readonly Document[] {
  if (!offer) return documents;
  const { same, notBelow } = offer;
  const byId = new Map(documents.map((doc) => [doc.id, doc]));
  const isBelow = (doc: Document | undefined, seen = 0): boolean =>
    doc !== undefined &&
    notBelow !== undefined &&
    seen <= byId.size &&
    (doc.id === notBelow.id || isBelow(byId.get(String(doc[notBelow.parent])), seen + 1));
  return documents.filter((doc) => !isBelow(doc) && Object.entries(same).every(([name, value]) => String(doc[name] ?? '') === value));
}
