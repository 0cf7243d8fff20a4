import { remoteOf } from '../draft.ts';
import type { ApplyKind } from './change-kind.ts';

/** Its backend stays: others may call it. */
export const applyRemove: ApplyKind<'remove'> = (draft, { scope }) => {
  remoteOf(draft, scope);
  delete draft.remotes?.[scope];
};
