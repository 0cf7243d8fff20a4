import type { ApplyKind } from './change-kind.ts';

export const applyUnlock: ApplyKind<'unlock'> = (draft) => {
  if (!draft.policy) return;
  delete draft.policy.locked;
  if (Object.keys(draft.policy).length === 0) delete draft.policy;
};
