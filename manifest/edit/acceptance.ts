import { checkTexts, DocumentRefusal, mergedDocument } from '../store/index.ts';
import type { EditorParts } from './edit.ts';
import { EditRefusal } from './edit-refusal.ts';

/** The merged document that this text makes. Refuses one that would not be accepted, by itself or in an environment that extends it. */
export async function judge({ documents, preview }: EditorParts, name: string, text: string): Promise<unknown> {
  try {
    await checkTexts(documents, new Map([[name, text]]), preview);
    return (await mergedDocument(documents, name, text)).merged;
  } catch (error) {
    if (error instanceof DocumentRefusal) throw new EditRefusal('unacceptable', error.message, { field: error.path });
    throw error;
  }
}
