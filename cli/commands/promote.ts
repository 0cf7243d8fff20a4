import { type Command, Option } from 'commander';
import { type ChangeOptions, changeOptions, makeChange } from '../admin/make-change.ts';
import { checkScope } from '../admin/release-name.ts';
import { type Desk, describeCommand, gatewayOption } from '../desk.ts';

type Options = Omit<ChangeOptions, 'env'> & { from: string; to: string };

/** `desk promote --from staging --to prod`. */
export function promoteCommand(desk: Desk): Command {
  const command = describeCommand('promote', 'make the stable releases of one environment stable in the next: the same bytes', [
    ['promote --from staging --to prod --dry-run', 'says what would change'],
    ['promote --from staging --to prod --reason "Release of week 48"', 'every remote that both have'],
    ['promote finance wms --from staging --to prod --reason "Year-end fixes"', 'these alone'],
  ])
    .argument('[remotes...]', 'which; all that both environments have when none is named')
    .addOption(new Option('--from <environment>', 'whose releases').makeOptionMandatory())
    .addOption(new Option('--to <environment>', 'where to').makeOptionMandatory())
    .addOption(gatewayOption());
  for (const option of changeOptions()) command.addOption(option);
  return command.action(async (remotes: string[], { from, to, ...options }: Options) => {
    const scopes = remotes.map(checkScope);
    await makeChange(desk, { ...options, env: to }, null, () => [{ kind: 'promote', from, ...(scopes.length > 0 && { scopes }) }]);
  });
}
