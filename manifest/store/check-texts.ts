import { DocumentRefusal } from './document-refusal.ts';
import { type DocumentHeads, mergedDocument } from './merged-document.ts';
import { type PreviewOptions, previewText } from './preview-text.ts';
import type { RevisionStore } from './revision-store.ts';

/**
 * Whether these texts, all taken together as the newest of their documents, are acceptable: each by itself, and to the documents that extend
 * one of them and are all right as things stand.
 *
 * @throws DocumentRefusal
 */
export async function checkTexts(
  documents: Pick<RevisionStore, 'head' | 'names'>,
  texts: ReadonlyMap<string, string>,
  options: PreviewOptions,
): Promise<void> {
  const after = withTexts(documents, texts);
  for (const name of texts.keys()) await checkText(documents, after, name, options);
  for (const name of await documents.names()) {
    if (!texts.has(name)) await checkDependent(documents, after, name, texts, options);
  }
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
  // What was an environment does not cease to be one by a slip.
  if (isPart(merged) && !(await wasEnvironment(before, name))) return;
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
    const wasRight = await previewText(before, name, undefined, options).then(
      () => true,
      () => false,
    );
    if (wasRight) throw error.at(error.path, `in "${name}", which extends it: ${error.message}`);
  }
}

async function wasEnvironment(documents: DocumentHeads, name: string): Promise<boolean> {
  return mergedDocument(documents, name).then(
    ({ merged }) => !isPart(merged),
    () => false,
  );
}

/** It names no environment: it is there for others to extend. */
function isPart(merged: unknown): boolean {
  return typeof merged === 'object' && merged !== null && !Array.isArray(merged) && !('environment' in merged);
}
