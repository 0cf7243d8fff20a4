import { type Command, Option } from 'commander';
import { type ChangeOptions, changeCommand } from '../admin/make-change.ts';
import { checkScope } from '../admin/release-name.ts';
import { type Desk, describeCommand } from '../desk.ts';
import { usageFailure } from '../desk-failure.ts';

type Options = ChangeOptions & { upstream?: string; tenant?: string; none?: true };

/** `desk backend finance --upstream http://…`. */
export function backendCommand(desk: Desk): Command {
  const command = describeCommand('backend', 'say where a remote’s API calls go: the monolith or a process of its own', [
    ['backend finance --upstream https://finance.internal --reason "Finance runs by itself now"'],
    ['backend finance --upstream https://finance-acme.internal --tenant acme --reason "Acme has its own"'],
    ['backend finance --none --reason "Back to the monolith"', 'only the addresses change; desk move takes the data along'],
  ])
    .argument('<scope>', 'whose calls')
    .addOption(new Option('--upstream <url>', 'where to').conflicts('none'))
    .option('--none', 'takes the address away: the calls go where everybody’s go')
    .option('--tenant <tenant>', 'this tenant’s calls only');
  return changeCommand<Options>(desk, command, ([scope = ''], { upstream, tenant, none }) => {
    if ((upstream === undefined) === (none === undefined)) throw usageFailure('Say where to with --upstream <url>, or --none.');
    return [{ kind: 'backend', scope: checkScope(scope), upstream: upstream ?? null, ...(tenant && { tenant }) }];
  });
}
