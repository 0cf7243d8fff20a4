import type { Command } from 'commander';
import { changeCommand } from '../admin/make-change.ts';
import { checkScope, findRelease, parseReleaseName } from '../admin/release-name.ts';
import { type Desk, describeCommand } from '../desk.ts';

/** `desk rollback finance`. */
export function rollbackCommand(desk: Desk): Command {
  const command = describeCommand('rollback', 'end a remote’s canary, or go back to the stable release before', [
    ['rollback finance --reason "Totals are wrong"', 'its canary ends; without one, stable becomes what it was before'],
    ['rollback finance@1.7.2 --env prod --reason "Totals are wrong"', 'to that one'],
  ]).argument('<remote>', 'its name; with @<version>, the release to go back to');
  return changeCommand(desk, command, async ([remote = ''], _options, { client }) => {
    const name = remote.includes('@') ? parseReleaseName(remote) : null;
    return [{ kind: 'rollback', scope: name?.scope ?? checkScope(remote), ...(name && { to: await findRelease(client, name) }) }];
  });
}
