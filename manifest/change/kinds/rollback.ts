import { ChangeRefusal } from '../change-refusal.ts';
import { remoteOf } from '../draft.ts';
import type { ApplyKind } from './change-kind.ts';

/** Ends the canary; where there is none, or a release is named, stable changes. */
export const applyRollback: ApplyKind<'rollback'> = (draft, { scope, to }, { stables }) => {
  const { releases } = remoteOf(draft, scope);
  if (to === undefined && releases.canary) {
    delete releases.canary;
    return;
  }
  const target = to ?? stables(scope).before;
  if (target === undefined) {
    throw new ChangeRefusal('nothing-before', `“${scope}” was never another release here: name the one to roll to.`, 'to');
  }
  // Named by somebody who means it: what halted it does not count any more.
  if (releases.halted?.release === target) delete releases.halted;
  delete releases.canary;
  releases.stable = target;
};
