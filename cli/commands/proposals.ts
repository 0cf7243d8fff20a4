import type { Proposal, ProposalList } from '@business-m/contract/admin';
import type { Command } from 'commander';
import { answerOutcome } from '../admin/make-change.ts';
import {
  clientOf,
  type Desk,
  describeCommand,
  describeGroup,
  type EnvironmentOptions,
  environmentOf,
  environmentOption,
  gatewayOption,
} from '../desk.ts';
import { drawDifferences } from '../output/differences.ts';
import { describeAge, describeAuthor } from '../output/words.ts';

type Decision = EnvironmentOptions & { reason?: string };

/** `desk proposals list|approve|reject|withdraw`. */
export function proposalsCommand(desk: Desk): Command {
  const group = describeGroup('proposals', 'look at changes that wait for the approval of somebody else, and decide', [
    ['proposals list --env prod'],
    ['proposals approve 7k2m --env prod --reason "Tested in staging"'],
  ]);
  const add = (command: Command) => {
    group.addCommand(command.addOption(environmentOption()).addOption(gatewayOption()), { isDefault: command.name() === 'list' });
    return command;
  };

  add(describeCommand('list', 'those that wait, and with --all the decided ones too', [['proposals list --env prod --all']]))
    .option('--all', 'decided ones too')
    .action(async (options: EnvironmentOptions & { all?: true }) => {
      const client = clientOf(desk, options);
      const environment = await environmentOf(desk, client, options.env);
      const { items } = await client.proposals({ environment });
      const shown = options.all ? items : items.filter(({ proposal }) => proposal.state === 'pending');
      desk.terminal.answer(options.json, { environment, items: shown }, () => describeList(desk, environment, shown));
    });

  add(describeCommand('approve', 'put somebody else’s change into effect', [['proposals approve 7k2m --env prod']]))
    .argument('<id>', 'as the list names it')
    .option('-m, --reason <sentence>', 'what you say to it')
    .action(async (id: string, options: Decision) => {
      const client = clientOf(desk, options);
      const environment = await environmentOf(desk, client, options.env);
      answerOutcome(
        desk,
        options,
        environment,
        await client.approve({ environment, id, body: { ...(options.reason && { reason: options.reason }) } }),
      );
    });

  const decisions = { reject: 'say no to somebody’s change', withdraw: 'take your own change back' } as const;
  for (const [what, summary] of Object.entries(decisions) as [keyof typeof decisions, string][]) {
    add(describeCommand(what, summary, [[`proposals ${what} 7k2m --env prod --reason "Not before Friday"`]]))
      .argument('<id>', 'as the list names it')
      .option('-m, --reason <sentence>', 'why')
      .action(async (id: string, options: Decision) => {
        const client = clientOf(desk, options);
        const environment = await environmentOf(desk, client, options.env);
        const proposal = await client[what]({ environment, id, body: { ...(options.reason && { reason: options.reason }) } });
        desk.terminal.answer(
          options.json,
          { environment, proposal },
          () => `${proposal.id} is ${proposal.state}. Nothing has changed in ${environment}.\n`,
        );
      });
  }
  return group;
}

function describeList({ terminal: { paint } }: Desk, environment: string, items: ProposalList['items']): string {
  if (items.length === 0) return `Nothing waits for approval in ${environment}.\n`;
  const now = new Date();
  const title = ({ id, author, time, reason }: Proposal) =>
    `${paint.strong(id)}  “${reason}” (${describeAuthor(author)}, ${describeAge(time, now)})`;
  const state = ({ state, decision }: Proposal) =>
    state === 'pending'
      ? ''
      : `  ${paint.quiet(`${state}${decision ? ` by ${describeAuthor(decision.by)}: ${decision.reason || 'without a word'}` : ''}`)}`;
  return items
    .map(({ proposal, differences }) => `${title(proposal)}${state(proposal)}\n${drawDifferences(differences, paint)}`)
    .join('\n');
}
