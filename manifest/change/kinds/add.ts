import { ChangeRefusal } from '../change-refusal.ts';
import { own } from '../draft.ts';
import type { ApplyKind } from './change-kind.ts';

/** Last in the navigation. */
export const applyAdd: ApplyKind<'add'> = (draft, { scope, title, team, release, enabled = true }) => {
  if (own(draft.remotes, scope))
    throw new ChangeRefusal('remote-exists', `This environment has “${scope}” already: release a version of it.`, 'scope');
  draft.remotes = { ...draft.remotes, [scope]: { title, team, enabled, releases: { stable: release } } };
};
