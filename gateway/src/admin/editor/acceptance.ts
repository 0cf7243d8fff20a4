import type { Revision } from '@business-m/manifest/schema';
import { mergedDocument, previewText, Refusal } from '@business-m/manifest/store';
import { Refused } from '../../problem/refused.ts';
import type { Dependent } from './dependents.ts';
import type { EditorParts } from './editor.ts';

/**
 * The merged document that this text makes. Refuses a text that would not be accepted, by itself or in an environment that extends it: one
 * that was acceptable must stay so.
 */
export async function judge(
  parts: EditorParts,
  name: string,
  text: string,
  { before, dependents }: { before: unknown; dependents: readonly Dependent[] },
): Promise<unknown> {
  const { documents } = parts;
  const { merged } = await orRefused(() => mergedDocument(documents, name, text));
  // What others are laid over need not be whole by itself.
  const isPart = dependents.length > 0 && !isEnvironment(before) && !isEnvironment(merged);
  if (!isPart) await orRefused(() => previewText(documents, name, text, parts));
  const heads = {
    async head(other: string): Promise<Revision | null> {
      const head = await documents.head(other);
      return other === name && head ? { ...head, text } : head;
    },
  };
  for (const dependent of dependents) {
    const refusal = await refusalOf(() => previewText(heads, dependent.name, undefined, parts));
    if (!refusal || (await refusalOf(() => previewText(documents, dependent.name, undefined, parts)))) continue;
    throw new Refused('unacceptable', `It would break “${dependent.name}”, which extends it: ${refusal.message}`, { field: refusal.path });
  }
  return merged;
}

/** A document that is served, not only laid under others. */
export const isEnvironment = (merged: unknown): boolean =>
  typeof merged === 'object' && merged !== null && 'environment' in merged && merged.environment !== undefined;

async function orRefused<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) throw new Refused('unacceptable', error.message, { field: error.path });
    throw error;
  }
}

async function refusalOf(work: () => Promise<unknown>): Promise<Refusal | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
