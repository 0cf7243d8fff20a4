import { DocumentRefusal } from './document-refusal.ts';
import { isObject } from './json-values.ts';
import { type DocumentHeads, mergedDocument } from './merged-document.ts';
import { type PreviewOptions, previewText } from './preview-text.ts';
import type { RevisionStore } from './revision-store.ts';

/** Checks these texts as the newest of their documents: each by itself, and in valid documents that extend one. @throws DocumentRefusal */
export async function checkTexts(
  documents: Pick<RevisionStore, 'head' | 'names'>,
  texts: ReadonlyMap<string, string>,
  options: PreviewOptions,
): Promise<void> {
  const after = withTexts(documents, texts);
  for (const name of texts.keys()) await checkText(documents, after, name, options);
  for (const name of await documents.names()) if (!texts.has(name)) await checkDependent(documents, after, name, texts, options);
}

function withTexts(documents: DocumentHeads, texts: ReadonlyMap<string, string>): DocumentHeads {
  return {
    async head(name) {
      const [head, text] = [await documents.head(name), texts.get(name)];
      if (text === undefined) return head;
      return { number: 1, parent: null, author: { id: '', name: '' }, reason: '', time: '', ...head, text };
    },
  };
}

async function checkText(before: DocumentHeads, after: DocumentHeads, name: string, options: PreviewOptions): Promise<void> {
  const { merged } = await mergedDocument(after, name);
  if (isPart(merged)) {
    // A document that was an environment must remain one: leaving out its name may be a slip.
    const previous = await mergedDocument(before, name).catch(() => null);
    if (!previous || isPart(previous.merged)) return;
  }
  await previewText(after, name, undefined, options);
}

async function checkDependent(
  before: DocumentHeads,
  after: DocumentHeads,
  name: string,
  texts: ReadonlyMap<string, string>,
  options: PreviewOptions,
): Promise<void> {
  try {
    const { chain, merged } = await mergedDocument(after, name);
    if (isPart(merged) || !chain.some((each) => texts.has(each))) return;
    await previewText(after, name, undefined, options);
  } catch (error) {
    if (!(error instanceof DocumentRefusal)) throw error;
    const previewBefore = await previewText(before, name, undefined, options).catch(() => null);
    if (previewBefore) throw error.at(error.path, `in "${name}", which extends it: ${error.message}`);
  }
}

/** Names no environment: only there for others to extend. */
export const isPart = (merged: unknown): boolean => isObject(merged) && !('environment' in merged);
