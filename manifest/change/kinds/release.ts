import { ALL_BPS, type DesiredRemote } from '@business-m/contract';
import { ChangeRefusal } from '../change-refusal.ts';
import { remoteOf } from '../draft.ts';
import type { ApplyKind } from './change-kind.ts';

export const applyRelease: ApplyKind<'release'> = (draft, { scope, release, shareBps }, { latest }) => {
  const { releases } = remoteOf(draft, scope);
  refuseHalted(releases, scope, release, 'release');
  if (shareBps === ALL_BPS) {
    releases.stable = release;
    delete releases.canary;
    return;
  }
  const stable = releases.stable === 'latest' ? latest(scope) : releases.stable;
  if (release === stable) {
    throw new ChangeRefusal(
      'same-release',
      `${release} is what everybody gets of “${scope}” already: it cannot be on trial as well.`,
      'release',
    );
  }
  releases.canary = { release, shareBps };
};

/** What was taken back because it failed does not come again by the way it came: somebody must say that they mean it. */
export function refuseHalted({ halted }: DesiredRemote['releases'], scope: string, release: string, field: string): void {
  if (halted?.release !== release) return;
  throw new ChangeRefusal(
    'halted-release',
    `${release} of “${scope}” was halted at ${halted.at}: ${halted.reason} Publish a better one, or roll to it by its name.`,
    field,
  );
}
