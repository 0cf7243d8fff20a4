import { ALL_BPS, type Change } from '@business-m/contract';
import { readMerged } from '@business-m/contract/admin';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type ChangeOptions, changeOptions, makeChange } from '../admin/make-change.ts';
import { findRelease, parseReleaseName, readTitle } from '../admin/release-name.ts';
import { type Desk, describeCommand, gatewayOption } from '../desk.ts';

interface Options extends Omit<ChangeOptions, 'env'> {
  to?: string;
  share: number;
  title?: string;
  team?: string;
}

export function releaseCommand(desk: Desk): Command {
  const command = describeCommand('release', 'give a published release to all users, or to a share of them', [
    ['release finance@1.8.0 --reason "Faster reports"', 'to everybody, in the environment the gateway serves'],
    [
      'release finance@1.8.0 --to prod --share 5% --reason "Try the new grid"',
      'a canary: the same 5 % of users stay in it as the share grows',
    ],
    ['release finance@1.8.0 --to prod --share 10% --dry-run'],
    ['release people@latest --team "People UI" --reason "First release"', 'a remote that the environment does not have yet'],
  ])
    .argument('<release>', '<remote>@<version>, @<whole id> or @latest')
    .addOption(
      new Option('--to <environment>', 'which environment (or DESK_ENVIRONMENT; the one the gateway serves when neither is given)'),
    )
    .addOption(new Option('--share <share>', 'of all users: 5%, or 500bps').argParser(parseShare).default(ALL_BPS, 'all'))
    .option('--title <title>', 'of a remote that is new here, in the navigation (what the release declares)')
    .option('--team <team>', 'of a remote that is new here: who answers for it (its title)')
    .addOption(gatewayOption());
  for (const option of changeOptions()) command.addOption(option);
  return command.action(async (text: string, { to, share, title, team, ...options }: Options) => {
    const name = parseReleaseName(text);
    await makeChange(desk, { ...options, ...(to && { env: to }) }, null, async ({ client, seen }) => {
      const merged = readMerged(seen.merged);
      const id = await findRelease(client, name);
      if (Object.hasOwn(merged.remotes, name.scope)) return [{ kind: 'release', scope: name.scope, release: id, shareBps: share }];
      if (share !== ALL_BPS)
        throw new InvalidArgumentError(`There is no stable release of ${name.scope} beside which it could be a canary: leave --share out.`);
      const shown = title ?? (await readTitle(client, name.scope, id));
      const release = name.version === 'latest' && merged.followLatest ? ('latest' as const) : id;
      return [{ kind: 'add', scope: name.scope, title: shown, team: team ?? shown, release }] satisfies Change[];
    });
  });
}

/** `5%`, `0.25 %`, `500bps` → basis points. */
function parseShare(text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*(%|bps)$/.exec(text.trim());
  const bps = match ? Number(match[1]) * (match[2] === '%' ? 100 : 1) : Number.NaN;
  // 0.07 × 100 is not quite 7.
  const whole = Math.round(bps);
  if (Math.abs(bps - whole) > 1e-6 || !(whole >= 0 && whole <= ALL_BPS)) {
    throw new InvalidArgumentError('A share is 0% to 100% in steps of 0.01 %, or 0bps to 10000bps.');
  }
  return whole;
}
