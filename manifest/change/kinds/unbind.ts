import { ChangeRefusal } from '../change-refusal.ts';
import { remoteOf } from '../draft.ts';
import { sameAudience } from './bind.ts';
import type { ApplyKind } from './change-kind.ts';

export const applyUnbind: ApplyKind<'unbind'> = (draft, { scope, match }) => {
  const remote = remoteOf(draft, scope);
  const left = remote.bindings?.filter((binding) => !sameAudience(binding.match, match)) ?? [];
  if (left.length === (remote.bindings?.length ?? 0)) {
    throw new ChangeRefusal('unknown-binding', `“${scope}” has no release of its own for ${JSON.stringify(match)}.`, 'match');
  }
  if (left.length > 0) remote.bindings = left;
  else delete remote.bindings;
};
