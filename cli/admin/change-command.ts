import type { Change } from '@business-m/contract';
import type { Command } from 'commander';
import { type Desk, environmentOption, gatewayOption } from '../desk.ts';
import { type ChangeOptions, changeOptions, makeChange, type Place } from './make-change.ts';

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
