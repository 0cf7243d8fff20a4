import { readMerged } from '@business-m/contract/admin';
import type { Command } from 'commander';
import { clientOf, type Desk, describeCommand, type EnvironmentOptions, environmentOption, gatewayOption } from '../desk.ts';
import { DeskFailure } from '../desk-failure.ts';
import { drawStatus } from '../output/status.ts';

export function statusCommand(desk: Desk): Command {
  return describeCommand('status', 'which releases an environment gives to whom, and how they do', [
    ['status'],
    ['status --env prod'],
    ['status --gateway https://desk.example.com --json'],
  ])
    .addOption(environmentOption())
    .addOption(gatewayOption())
    .action(async (options: EnvironmentOptions) => {
      const client = clientOf(desk, options);
      const list = await client.environments();
      const name = options.env ?? (desk.env.DESK_ENVIRONMENT || list.serving);
      const summary = list.environments.find((environment) => environment.name === name);
      if (!summary) {
        const known = list.environments.map((environment) => environment.name).join(', ');
        throw new DeskFailure(`There is no environment “${name}”; there is ${known || 'none'}.`, { code: 'unknown-environment' });
      }
      // Health is known of what this gateway serves; of another environment there is its document.
      const fleet = name === list.serving ? await client.fleet() : null;
      const merged = fleet ? null : readMerged((await client.environment({ environment: name })).merged);
      const remotes = fleet?.remotes ?? Object.entries(merged?.remotes ?? {}).map(([scope, remote]) => ({ scope, remote }));
      const status = { environment: summary, serving: list.serving === name, fleet, remotes };
      desk.terminal.answer(options.json, { gateway: client.gateway, ...status }, () => drawStatus(status, desk.terminal.paint, new Date()));
    });
}
