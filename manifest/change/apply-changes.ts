import type { Change, ChangeKind } from '@business-m/contract';
import { mergePatch } from '../store/json-values.ts';
import { withoutMark } from '../store/parse-json.ts';
import { ChangeRefusal } from './change-refusal.ts';
import type { ChangeContext, Draft, Kinds } from './draft.ts';
import { environmentKinds } from './kinds/environment.ts';
import { releaseKinds } from './kinds/releases.ts';
import { remoteKinds } from './kinds/remotes.ts';
import { overlayFor } from './overlay.ts';
import { rewriteJson } from './rewrite-json.ts';

const kinds: Kinds<ChangeKind> = { ...remoteKinds, ...releaseKinds, ...environmentKinds };

export interface EnvironmentDocument {
  /** Valid JSON. */
  text: string;
  /** The merged document that it extends, if any. */
  base?: unknown;
}

/** An environment’s text after these changes, its formatting kept elsewhere. The store checks the result. @throws ChangeRefusal */
export function applyChanges({ text, base }: EnvironmentDocument, changes: readonly Change[], context: ChangeContext): string {
  const before: unknown = JSON.parse(withoutMark(text));
  const draft = structuredClone(mergePatch(base, before)) as Draft;
  for (const [index, change] of changes.entries()) {
    try {
      const apply = kinds[change.kind] as (draft: Draft, change: Change, context: ChangeContext) => void;
      apply(draft, change, context);
    } catch (error) {
      if (error instanceof ChangeRefusal) throw new ChangeRefusal(error.code, error.message, `changes.${index}.${error.field}`);
      throw error;
    }
  }
  return rewriteJson(text, overlayFor(draft, base, before));
}
