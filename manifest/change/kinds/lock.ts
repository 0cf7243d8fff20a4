import type { ApplyKind } from './change-kind.ts';

export const applyLock: ApplyKind<'lock'> = (draft, { reason }, { author, now }) => {
  draft.policy = { ...draft.policy, locked: { reason, by: author.name, at: now.toISOString() } };
};
