import { Command, CommanderError } from 'commander';
import { DeskFailure, exitCodes } from './desk-failure.ts';
import { addMessagesCommand } from './messages-command.ts';
import { addMoveCommand } from './move-command.ts';

const program = new Command('desk').description('Operate the desk: move domains, look at undelivered messages.').exitOverride();
addMoveCommand(program);
addMessagesCommand(program);
// Subcommands do not inherit it from a program that was configured before them.
for (const command of program.commands) for (const each of [command, ...command.commands]) each.exitOverride();

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has said what is wrong, or shown the help that was asked for.
    process.exitCode = error.exitCode === 0 ? 0 : exitCodes.usage;
  } else if (error instanceof DeskFailure) {
    process.stderr.write(`desk: ${error.message}\n`);
    process.exitCode = error.exitCode;
  } else {
    console.error('desk:', error);
    process.exitCode = exitCodes.refused;
  }
}
