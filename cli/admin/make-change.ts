import type { Change } from '@business-m/contract';
import type { ChangeOutcome } from '@business-m/contract/admin';
import { type Command, Option } from 'commander';
import { type Desk, type EnvironmentOptions, environmentOption, gatewayOption, placeOf } from '../desk.ts';
import { exitCodes } from '../desk-failure.ts';
import { drawDifferences } from '../output/differences.ts';
import { describeAge, describeAuthor } from '../output/words.ts';
import type { AdminClient } from './admin-client.ts';

export interface ChangeOptions extends EnvironmentOptions {
  reason?: string;
  dryRun?: true;
  revision?: number;
}

/** What every command that changes an environment takes besides its own options. */
export const changeOptions = (): Option[] => [
  new Option('-m, --reason <sentence>', 'why, for whoever reads the history; asked for when absent'),
  new Option('--dry-run', 'only say what would change, and whether it would be accepted'),
  new Option('--revision <number>', 'change nothing unless the environment is still at this revision').argParser(Number),
];

export interface Place {
  client: AdminClient;
  environment: string;
  /** The environment's document laid over what it extends, and its revision. */
  seen: Awaited<ReturnType<AdminClient['environment']>>;
}

/** Looks at the environment, lets `changes` say what to do about it, and does it: the one way in which this command changes anything. */
export async function makeChange(
  desk: Desk,
  options: ChangeOptions,
  defaultReason: string | null,
  changes: (place: Place) => Change[] | Promise<Change[]>,
): Promise<void> {
  const { client, environment } = await placeOf(desk, options);
  const seen = await client.environment({ environment });
  const wanted = await changes({ client, environment, seen });
  const reason = options.reason ?? (options.dryRun ? 'dry run' : (defaultReason ?? (await desk.terminal.ask('Why? ', '--reason'))));
  const outcome = await client.changes({
    environment,
    seen: options.revision ?? seen.head.number,
    body: { changes: wanted, reason, ...(options.dryRun && { dryRun: true }) },
  });
  answerOutcome(desk, options, environment, outcome);
}

/** Completes a command whose only work is a change of an environment: the options that each such command has, and the change itself. */
export function changeCommand<Options extends ChangeOptions>(
  desk: Desk,
  command: Command,
  changesOf: (args: readonly string[], options: Options, place: Place) => Change[] | Promise<Change[]>,
  { defaultReason = null }: { defaultReason?: string | null } = {},
): Command {
  for (const option of [environmentOption(), gatewayOption(), ...changeOptions()]) command.addOption(option);
  return command.action(async (...given: unknown[]) => {
    const args = given.slice(0, command.registeredArguments.length) as string[];
    const options = given[command.registeredArguments.length] as Options;
    await makeChange(desk, options, defaultReason, (place) => changesOf(args, options, place));
  });
}

/** Says what became of a change; one that waits for approval has an exit code of its own. */
export function answerOutcome(desk: Desk, { json, gateway }: EnvironmentOptions, environment: string, outcome: ChangeOutcome): void {
  desk.terminal.answer(json, { environment, ...outcome }, () => describeOutcome(desk, environment, outcome, gateway));
  if (outcome.outcome === 'proposed') desk.endWith(exitCodes.waits);
}

function describeOutcome({ terminal: { paint } }: Desk, environment: string, outcome: ChangeOutcome, gateway: string | undefined): string {
  switch (outcome.outcome) {
    case 'accepted':
      return `${paint.good('✓')} ${environment} is at revision ${outcome.revision.number}.\n${drawDifferences(outcome.differences, paint)}`;
    case 'unchanged': {
      const { number, author, time } = outcome.revision;
      return `Nothing to change: ${environment} says so since revision ${number} (${describeAge(time, new Date())} by ${describeAuthor(author)}).\n`;
    }
    case 'dry-run': {
      const then = outcome.needsApproval ? ' It would wait for the approval of somebody else.' : '';
      return `${environment} would accept this.${then} Nothing was written.\n${drawDifferences(outcome.differences, paint)}`;
    }
    case 'proposed': {
      const where = gateway === undefined ? '' : ` --gateway ${gateway}`;
      return `${paint.warn('…')} Waits for approval as ${paint.strong(outcome.proposal.id)}: nothing has changed in ${environment} yet.
${drawDifferences(outcome.differences, paint)}
Somebody else approves it:  npx desk proposals approve ${outcome.proposal.id} --env ${environment}${where}
`;
    }
  }
}
