import { remoteOf } from '../draft.ts';
import type { ApplyKind } from './change-kind.ts';

/** An old message would say why it was off last time. */
export const applyDisable: ApplyKind<'disable'> = (draft, { scope, message }) => {
  const remote = remoteOf(draft, scope);
  remote.enabled = false;
  if (message === undefined) delete remote.message;
  else remote.message = message;
};
