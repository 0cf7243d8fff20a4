import type { ApplyKind } from './change-kind.ts';

export const applyMode: ApplyKind<'mode'> = (draft, { mode, monolith }) => {
  draft.backend = { ...draft.backend, mode, ...(monolith !== undefined && { monolith }) };
};
