import { checkTexts, mergedDocument, Refusal } from '@business-m/manifest/store';
import { Refused } from '../../problem/refused.ts';
import type { EditorParts } from './edit.ts';

/** The merged document that this text makes. Refuses one that would not be accepted, by itself or in an environment that extends it. */
export async function judge({ documents, preview }: EditorParts, name: string, text: string): Promise<unknown> {
  try {
    await checkTexts(documents, new Map([[name, text]]), preview);
    return (await mergedDocument(documents, name, text)).merged;
  } catch (error) {
    if (error instanceof Refusal) throw new Refused('unacceptable', error.message, { field: error.path });
    throw error;
  }
}
