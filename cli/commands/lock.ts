import type { Command } from 'commander';
import { changeCommand } from '../admin/make-change.ts';
import { type Desk, describeCommand } from '../desk.ts';
import { usageFailure } from '../desk-failure.ts';

/** `desk lock --env prod`. */
export function lockCommand(desk: Desk): Command {
  const command = describeCommand('lock', 'let nobody change an environment; a canary that fails is still taken back', [
    ['lock --env prod --reason "Year-end closing until January 4th"'],
  ]);
  return changeCommand(desk, command, (_args, { reason }) => {
    if (!reason) throw usageFailure('Say why with --reason: whoever runs into the lock reads it.');
    return [{ kind: 'lock', reason }];
  });
}

/** `desk unlock --env prod`. */
export function unlockCommand(desk: Desk): Command {
  const command = describeCommand('unlock', 'let an environment be changed again', [['unlock --env prod --reason "The year is closed"']]);
  return changeCommand(desk, command, () => [{ kind: 'unlock' }]);
}
