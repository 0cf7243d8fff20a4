import { ChangeRefusal } from '../change-refusal.ts';
import { remoteOf } from '../draft.ts';
import type { ApplyKind } from './change-kind.ts';

export const applyHalt: ApplyKind<'halt'> = (draft, { scope, release, reason: why }, { now, reason }) => {
  const { releases } = remoteOf(draft, scope);
  if (releases.canary?.release !== release) {
    const hint =
      releases.stable === release ? 'it is what everybody gets: roll back, or switch the remote off' : 'nobody gets it by a share';
    throw new ChangeRefusal('not-canary', `${release} of “${scope}” is not on trial; ${hint}.`, 'release');
  }
  delete releases.canary;
  releases.halted = { release, at: now.toISOString(), reason: why || reason };
};
