import type { Change } from '@business-m/contract';
import { mergePatch } from '../store/merge-patch.ts';
import type { ChangeContext } from './change-context.ts';
import { ChangeRefusal } from './change-refusal.ts';
import type { Draft } from './draft.ts';
import { applyChange } from './kinds/apply-change.ts';
import { overlayFor } from './overlay.ts';
import { rewriteJson } from './rewrite-json/rewrite-json.ts';

export interface EnvironmentDocument {
  /** Its own text, which JSON.parse takes. */
  text: string;
  /** What it extends, merged; undefined when it extends nothing. */
  base?: unknown;
}

/**
 * The text of an environment after these changes, one after the other. They are judged by the merged document, and written into the
 * environment's own: what it does not extend stays what it is for everybody else. Characters they are not about stay as they were typed.
 *
 * Throws {@link ChangeRefusal}. Whether the result is acceptable as a whole is for the store to say.
 */
export function applyChanges({ text, base }: EnvironmentDocument, changes: readonly Change[], context: ChangeContext): string {
  const before: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
  const draft = structuredClone(mergePatch(base, before)) as Draft;
  for (const [index, change] of changes.entries()) {
    try {
      applyChange(draft, change, context);
    } catch (error) {
      if (error instanceof ChangeRefusal) throw new ChangeRefusal(error.code, error.message, `changes.${index}.${error.field}`);
      throw error;
    }
  }
  return rewriteJson(text, overlayFor(draft, base, before));
}
