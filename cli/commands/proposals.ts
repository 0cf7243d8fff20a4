import type { Proposal, ProposalList } from '@business-m/contract/admin';
import type { Command } from 'commander';
import { answerOutcome } from '../admin/make-change.ts';
import { type Desk, describeCommand, describeGroup, type EnvironmentOptions, environmentOption, gatewayOption, placeOf } from '../desk.ts';
import { drawDifferences } from '../output/differences.ts';
import { describeAge, describeAuthor } from '../output/words.ts';

export function proposalsCommand(desk: Desk): Command {
  const group = describeGroup('proposals', 'list changes that wait for a second person’s approval, and decide on them', [
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
      const { client, environment } = await placeOf(desk, options);
      const { items } = await client.proposals({ environment });
      const shown = options.all ? items : items.filter(({ proposal }) => proposal.state === 'pending');
      desk.terminal.answer(options.json, { environment, items: shown }, () => describeList(desk, environment, shown));
    });

  const decisions = {
    approve: ['approve another person’s change and put it into effect', 'what you say to it', 'proposals approve 7k2m --env prod'],
    reject: ['reject another person’s change', 'why', 'proposals reject 7k2m --env prod --reason "Not before Friday"'],
    withdraw: ['withdraw your own change', 'why', 'proposals withdraw 7k2m --env prod --reason "Not before Friday"'],
  } as const;
  for (const verdict of ['approve', 'reject', 'withdraw'] as const) {
    const [summary, why, example] = decisions[verdict];
    add(describeCommand(verdict, summary, [[example]]))
      .argument('<id>', 'as the list names it')
      .option('-m, --reason <sentence>', why)
      .action(async (id: string, { reason, ...options }: EnvironmentOptions & { reason?: string }) => {
        const { client, environment } = await placeOf(desk, options);
        const answer = await client[verdict]({ environment, id, body: { ...(reason && { reason }) } });
        if ('outcome' in answer) return answerOutcome(desk, options, environment, answer);
        const text = `${answer.id} is ${answer.state}. Nothing has changed in ${environment}.\n`;
        desk.terminal.answer(options.json, { environment, proposal: answer }, () => text);
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
