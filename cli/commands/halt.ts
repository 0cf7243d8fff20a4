import { readMerged } from '@business-m/contract/admin';
import type { Command } from 'commander';
import { changeCommand } from '../admin/make-change.ts';
import { checkScope } from '../admin/release-name.ts';
import { type Desk, describeCommand } from '../desk.ts';
import { DeskFailure } from '../desk-failure.ts';

/** `desk halt finance`. */
export function haltCommand(desk: Desk): Command {
  const command = describeCommand('halt', 'take a canary back at once and keep it marked as failed, even where an environment is locked', [
    ['halt finance --env prod --reason "Totals are wrong for credit notes"'],
  ]).argument('<remote>', 'whose canary');
  return changeCommand(desk, command, ([remote = ''], { reason }, { environment, seen }) => {
    const scope = checkScope(remote);
    const canary = readMerged(seen.merged).remotes[scope]?.releases.canary;
    if (!canary) {
      throw new DeskFailure(
        `${scope} has no canary in ${environment}: npx desk rollback ${scope} goes back to the stable release before.`,
        {
          code: 'no-canary',
        },
      );
    }
    return [{ kind: 'halt', scope, release: canary.release, reason: reason ?? 'halted by hand' }];
  });
}
