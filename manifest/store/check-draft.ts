import { revisionSchema } from '@business-m/contract';
import type { RevisionDraft } from './revision-store.ts';

/** What was written once must be readable for ever. @throws TypeError for a draft that no revision could be made of. */
export function checkDraft(draft: RevisionDraft): RevisionDraft {
  const parsed = revisionSchema.safeParse({ ...draft, number: 1, time: new Date(0).toISOString() });
  if (parsed.success) return draft;
  const [issue] = parsed.error.issues;
  throw new TypeError(`no revision can have ${issue?.path.join('.')}: ${issue?.message}`);
}
