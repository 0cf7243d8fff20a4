import type { Command } from 'commander';
import { type ChangeOptions, changeCommand } from '../admin/make-change.ts';
import { checkScope } from '../admin/release-name.ts';
import { type Desk, describeCommand } from '../desk.ts';

/** `desk disable wms --message "…"`. */
export function disableCommand(desk: Desk): Command {
  const command = describeCommand('disable', 'switch a remote off for everybody; the desk says so in its place', [
    ['disable wms --message "Stocktaking until noon." --reason "Stocktaking"'],
  ])
    .argument('<remote>', 'which')
    .option('--message <sentence>', 'what people read meanwhile');
  return changeCommand<ChangeOptions & { message?: string }>(desk, command, ([remote = ''], { message }) => [
    { kind: 'disable', scope: checkScope(remote), ...(message && { message }) },
  ]);
}

/** `desk enable wms`. */
export function enableCommand(desk: Desk): Command {
  const command = describeCommand('enable', 'switch a remote on again', [['enable wms --reason "Stocktaking is done"']]).argument(
    '<remote>',
    'which',
  );
  return changeCommand(desk, command, ([remote = '']) => [{ kind: 'enable', scope: checkScope(remote) }]);
}
