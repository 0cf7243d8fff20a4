import type { Difference, Revision } from '@business-m/contract';
import { Refusal } from '@business-m/metadata';
import { differences } from '../change/index.ts';
import { mergedDocument } from '../store/index.ts';
import type { EditorParts } from './edit.ts';
import { wantedText } from './plan-edit.ts';
import { type StoredProposal, textOf } from './proposal-book.ts';

const LIMIT = 50;

/** What a proposal changes of the document its author saw; nothing, where that can no longer be said. */
export async function differencesOf(parts: EditorParts, name: string, proposal: StoredProposal): Promise<Difference[]> {
  const { documents } = parts;
  const seen = await documents.at(name, proposal.parent);
  if (!seen) return [];
  try {
    const text = await textAfter(parts, name, proposal, seen);
    if (text === undefined) return [];
    const { merged } = await mergedDocument(documents, name, seen.text);
    return differences(merged, (await mergedDocument(documents, name, text)).merged, LIMIT);
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

async function textAfter(parts: EditorParts, name: string, proposal: StoredProposal, seen: Revision): Promise<string | undefined> {
  const { packed, changes, author, reason, time, decision } = proposal;
  if (packed !== undefined) return textOf(packed);
  if (changes) return wantedText(parts, name, seen, { changes }, { author, reason, time: new Date(time) });
  return decision?.revision ? (await parts.documents.at(name, decision.revision))?.text : undefined;
}
