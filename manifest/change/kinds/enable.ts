import { remoteOf } from '../draft.ts';
import type { ApplyKind } from './change-kind.ts';

export const applyEnable: ApplyKind<'enable'> = (draft, { scope }) => {
  const remote = remoteOf(draft, scope);
  remote.enabled = true;
  delete remote.message;
};
