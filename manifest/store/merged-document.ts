import { environmentNameSchema } from '@business-m/contract';
import { DocumentRefusal } from './document-refusal.ts';
import { isObject, mergePatch } from './json-values.ts';
import { parseDocument } from './parse-desired.ts';
import type { RevisionStore } from './revision-store.ts';

/** A document, the one it extends, the one that extends. */
const CHAIN_LIMIT = 5;

/** All that is needed of a store to read documents. */
export type DocumentHeads = Pick<RevisionStore, 'head'>;

export interface MergedDocument {
  /** Laid over what it extends (RFC 7396), variables as they stand. */
  merged: unknown;
  /** Whose texts made it: the document itself, then what it extends, and so on. */
  chain: readonly string[];
}

/** A document, or `text` in its place, laid over what it extends. @throws DocumentRefusal at the path at fault; StoreUnavailable. */
export async function mergedDocument(documents: DocumentHeads, name: string, text?: string): Promise<MergedDocument> {
  const chain: string[] = [];
  const layers: unknown[] = [];
  for (let next: string | undefined = name; next !== undefined; ) {
    const line = [...chain, next].join(' extends ');
    if (chain.includes(next)) throw new DocumentRefusal('extends', `a circle: ${line}`);
    if (chain.length === CHAIN_LIMIT) throw new DocumentRefusal('extends', `${line}: more than ${CHAIN_LIMIT} documents`);
    const layer = parseLayer(name, next, next === name && text !== undefined ? text : await textOf(documents, name, next));
    chain.push(next);
    layers.push(layer);
    next = extendedBy(name, next, layer);
  }
  // A document that extends nothing is what it is: a null in it is for the schema to judge.
  return { merged: layers.reduceRight((below, above) => mergePatch(below, above)), chain };
}

async function textOf(documents: DocumentHeads, asked: string, name: string): Promise<string> {
  const head = await documents.head(name);
  if (head) return head.text;
  throw new DocumentRefusal(name === asked ? '' : 'extends', `there is no document "${name}"`, { retry: true });
}

function parseLayer(asked: string, name: string, text: string): unknown {
  try {
    return parseDocument(text);
  } catch (error) {
    if (!(error instanceof DocumentRefusal) || name === asked) throw error;
    throw error.at(error.path, `in "${name}": ${error.message}`);
  }
}

function extendedBy(asked: string, name: string, layer: unknown): string | undefined {
  if (!isObject(layer) || !('extends' in layer)) return undefined;
  const parsed = environmentNameSchema.safeParse(layer.extends);
  if (parsed.success) return parsed.data;
  const where = name === asked ? '' : `in "${name}": `;
  throw new DocumentRefusal('extends', `${where}the name of a document is lower-case letters, digits and hyphens`);
}
