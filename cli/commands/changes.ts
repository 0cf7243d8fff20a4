import { type Audience, type Change, needsSchema, sizeLimitsSchema } from '@business-m/contract';
import { readMerged } from '@business-m/contract/admin';
import { Argument, type Command, Option } from 'commander';
import { type ChangeOptions, changeCommand, changeOptions, makeChange, type Place } from '../admin/make-change.ts';
import { checkScope, findRelease, parseReleaseName } from '../admin/release-name.ts';
import { type Desk, describeCommand, type Example, gatewayOption } from '../desk.ts';
import { DeskFailure, usageFailure } from '../desk-failure.ts';

interface ChangeRow<Options> {
  summary: string;
  examples: readonly Example[];
  args?: readonly Argument[];
  options?: readonly Option[];
  changes(args: readonly string[], options: Options, place: Place): Change[] | Promise<Change[]>;
}

function row<Options extends ChangeOptions>(name: string, { summary, examples, args = [], options = [], changes }: ChangeRow<Options>) {
  return (desk: Desk): Command => {
    const command = describeCommand(name, summary, examples);
    for (const argument of args) command.addArgument(argument);
    for (const option of options) command.addOption(option);
    return changeCommand<Options>(desk, command, changes);
  };
}

const which = () => new Argument('<remote>', 'which');
const audienceArguments = () => [
  new Argument('<kind>', 'of whom').choices(['tenant', 'role', 'region']),
  new Argument('<name>', 'which tenant, role or region'),
];
const audience = (kind: string, name: string): Audience => ({ [kind]: name });

/** `desk rollback`, `desk halt` and so on: the kinds of change that need no work of their own beyond saying what to change. */
export const changeCommands = {
  rollback: row('rollback', {
    summary: 'end a remote’s canary, or go back to the stable release before',
    examples: [
      ['rollback finance --reason "Totals are wrong"', 'its canary ends; without one, stable becomes what it was before'],
      ['rollback finance@1.7.2 --env prod --reason "Totals are wrong"', 'to that one'],
    ],
    args: [new Argument('<remote>', 'its name; with @<version>, the release to go back to')],
    async changes([remote = ''], _, { client }) {
      const name = remote.includes('@') ? parseReleaseName(remote) : null;
      return [{ kind: 'rollback', scope: name?.scope ?? checkScope(remote), ...(name && { to: await findRelease(client, name) }) }];
    },
  }),

  halt: row('halt', {
    summary: 'end a canary at once and keep it marked as failed, even where an environment is locked',
    examples: [['halt finance --env prod --reason "Totals are wrong for credit notes"']],
    args: [new Argument('<remote>', 'whose canary')],
    changes([remote = ''], { reason }, { environment, seen }) {
      const scope = checkScope(remote);
      const canary = readMerged(seen.merged).remotes[scope]?.releases.canary;
      const hint = `npx desk rollback ${scope} goes back to the stable release before`;
      if (!canary) throw new DeskFailure(`${scope} has no canary in ${environment}: ${hint}.`, { code: 'no-canary' });
      return [{ kind: 'halt', scope, release: canary.release, reason: reason ?? 'halted by hand' }];
    },
  }),

  bind: row('bind', {
    summary: 'give a tenant, a role or a region a release of its own, whatever the others get',
    examples: [
      ['bind tenant acme finance@1.7.2 --reason "Acme closes its year on it"'],
      ['bind role accounts finance@1.9.0 --env staging --reason "Accountants try it first"'],
      ['bind region eu-west wms@2.3.0 --reason "Warehouse in Ghent"'],
    ],
    args: [...audienceArguments(), new Argument('<release>', '<remote>@<version>, or @<whole id>')],
    async changes([kind = '', name = '', text = ''], _, { client }) {
      const wanted = parseReleaseName(text);
      return [{ kind: 'bind', scope: wanted.scope, match: audience(kind, name), release: await findRelease(client, wanted) }];
    },
  }),

  unbind: row('unbind', {
    summary: 'let a tenant, a role or a region get what everybody gets again',
    examples: [['unbind tenant acme finance --reason "Their year is closed"']],
    args: [...audienceArguments(), new Argument('<remote>', 'of which remote')],
    changes: ([kind = '', name = '', remote = '']) => [{ kind: 'unbind', scope: checkScope(remote), match: audience(kind, name) }],
  }),

  enable: row('enable', {
    summary: 'switch a remote on again',
    examples: [['enable wms --reason "Stocktaking is done"']],
    args: [which()],
    changes: ([remote = '']) => [{ kind: 'enable', scope: checkScope(remote) }],
  }),

  disable: row<ChangeOptions & { message?: string }>('disable', {
    summary: 'switch a remote off for everybody; the desk says so in its place',
    examples: [['disable wms --message "Stocktaking until noon." --reason "Stocktaking"']],
    args: [which()],
    options: [new Option('--message <sentence>', 'what people read meanwhile')],
    changes: ([remote = ''], { message }) => [{ kind: 'disable', scope: checkScope(remote), ...(message && { message }) }],
  }),

  lock: row('lock', {
    summary: 'let nobody change an environment; a failing canary can still be halted',
    examples: [['lock --env prod --reason "Year-end closing until January 4th"']],
    changes(_, { reason }) {
      if (!reason) throw usageFailure('Say why with --reason: whoever runs into the lock reads it.');
      return [{ kind: 'lock', reason }];
    },
  }),

  unlock: row('unlock', {
    summary: 'let an environment be changed again',
    examples: [['unlock --env prod --reason "The year is closed"']],
    changes: () => [{ kind: 'unlock' }],
  }),

  consent: row<ChangeOptions & { withdraw?: true }>('consent', {
    summary: 'let the screens of a remote do what they need beyond what every page may',
    examples: [
      [
        'consent lab workers wasm --env prod --reason "Its planner computes in workers"',
        'desk publish and desk doctor say what is asked for',
      ],
      ['consent lab "connect https://tiles.example.com" --reason "Maps of the warehouse"'],
      ['consent lab camera --withdraw --reason "Nobody scans with it any more"'],
    ],
    args: [which(), new Argument('<needs...>', 'of those that its remote.json declares')],
    options: [new Option('--withdraw', 'ends the consent to these')],
    changes([remote = '', ...needs], { withdraw }) {
      const parsed = needsSchema.safeParse(needs.flat());
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        const wrong = needs.flat()[Number(issue?.path[0] ?? -1)];
        throw usageFailure(`${wrong === undefined ? '' : `“${wrong}”: `}${issue?.message}.`);
      }
      return [{ kind: 'consent', scope: checkScope(remote), needs: parsed.data, ...(withdraw && { withdraw }) }];
    },
  }),

  budget: row<ChangeOptions & Partial<Record<'screen' | 'release', number>> & { none?: true }>('budget', {
    summary: 'say how large releases may be: of one remote, or of all that have no limits of their own',
    examples: [
      [
        'budget lab --screen 700 --env prod --reason "Its editor is Monaco"',
        'kilobytes, brotli-compressed; desk publish says how many it takes',
      ],
      ['budget --screen 150 --release 3000 --reason "A library of components for all"'],
      ['budget lab --none --reason "The editor is gone"', 'as all others'],
    ],
    args: [new Argument('[remote]', 'which; all when none is named')],
    options: [
      new Option('--screen <kB>', 'what a screen loads at first; 120 when nothing is said').argParser(Number),
      new Option('--release <kB>', 'all files of a release; 2,000 when nothing is said').argParser(Number),
      new Option('--none', 'takes the limits away that were set').conflicts(['screen', 'release']),
    ],
    changes([remote], { screen, release, none }) {
      if (screen === undefined && release === undefined && !none)
        throw usageFailure('Say how large with --screen <kB> or --release <kB>, or --none.');
      const limits = sizeLimitsSchema.safeParse({ screenKb: screen, releaseKb: release });
      if (!limits.success)
        throw usageFailure('A size is a whole number of kilobytes: at most 10000 for --screen and 100000 for --release.');
      const { screenKb, releaseKb } = none ? { screenKb: null, releaseKb: null } : limits.data;
      return [
        {
          kind: 'budget',
          ...(remote !== undefined && { scope: checkScope(remote) }),
          ...(screenKb !== undefined && { screenKb }),
          ...(releaseKb !== undefined && { releaseKb }),
        },
      ];
    },
  }),

  backend: row<ChangeOptions & { upstream?: string; tenant?: string; none?: true }>('backend', {
    summary: 'say where a remote’s API calls go: the monolith or a process of its own',
    examples: [
      ['backend finance --upstream https://finance.internal --reason "Finance runs by itself now"'],
      ['backend finance --upstream https://finance-acme.internal --tenant acme --reason "Acme has its own"'],
      ['backend finance --none --reason "Back to the monolith"', 'only the addresses change; desk move takes the data along'],
    ],
    args: [new Argument('<scope>', 'whose calls')],
    options: [
      new Option('--upstream <url>', 'where to').conflicts('none'),
      new Option('--none', 'takes the address away: the calls go where everybody’s go'),
      new Option('--tenant <tenant>', 'this tenant’s calls only'),
    ],
    changes([scope = ''], { upstream, tenant, none }) {
      if ((upstream === undefined) === (none === undefined)) throw usageFailure('Say where to with --upstream <url>, or --none.');
      return [{ kind: 'backend', scope: checkScope(scope), upstream: upstream ?? null, ...(tenant && { tenant }) }];
    },
  }),
};

/** `desk promote --from staging --to prod`: changes one environment and reads another. */
export function promoteCommand(desk: Desk): Command {
  const command = describeCommand('promote', 'make the stable releases of one environment stable in the next: the same bytes', [
    ['promote --from staging --to prod --dry-run', 'says what would change'],
    ['promote --from staging --to prod --reason "Release of week 48"', 'every remote that both have'],
    ['promote finance wms --from staging --to prod --reason "Year-end fixes"', 'these alone'],
  ])
    .argument('[remotes...]', 'which; all that both environments have when none is named')
    .requiredOption('--from <environment>', 'whose releases')
    .requiredOption('--to <environment>', 'where to')
    .addOption(gatewayOption());
  for (const option of changeOptions()) command.addOption(option);
  return command.action(async (remotes: string[], { from, to, ...options }: ChangeOptions & { from: string; to: string }) => {
    const scopes = remotes.map(checkScope);
    await makeChange(desk, { ...options, env: to }, null, () => [{ kind: 'promote', from, ...(scopes.length > 0 && { scopes }) }]);
  });
}
