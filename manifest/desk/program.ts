import { Command } from 'commander';
import { historyCommand } from './commands/history.ts';
import { messagesCommand } from './commands/messages.ts';
import { moveCommand } from './commands/move.ts';
import { releaseCommand } from './commands/release.ts';
import { rollbackCommand } from './commands/rollback.ts';
import { statusCommand } from './commands/status.ts';
import type { Desk } from './desk.ts';

const groups = {
  'Releases:': [statusCommand, releaseCommand, rollbackCommand, historyCommand],
  'Domains:': [moveCommand, messagesCommand],
} satisfies Record<string, ((desk: Desk) => Command)[]>;

/** The whole command line. */
export function createProgram(desk: Desk): Command {
  const program = new Command('desk')
    .description('Build remotes, publish them, release them, and operate the desk.')
    .exitOverride()
    .enablePositionalOptions()
    .helpCommand('help [command]', 'help on one command')
    .helpOption('-h, --help', 'this help')
    .addHelpText('after', exitCodeHelp);
  for (const [group, commands] of Object.entries(groups)) {
    for (const create of commands) program.addCommand(create(desk).helpGroup(group));
  }
  style(program, desk);
  return program;
}

const exitCodeHelp = `
Every command has --help with examples, and --json.
Exit codes: 0 done · 1 refused, nothing changed · 2 wrong usage · 3 half way · 4 waits for approval · 5 somebody changed it first
`;

/** Commander hands settings down only to commands that it makes itself. */
function style(command: Command, desk: Desk): void {
  const { strong, accent } = desk.terminal.paint;
  command
    .exitOverride()
    .helpOption('-h, --help', 'this help')
    .showSuggestionAfterError(true)
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'desk: ')) })
    .configureHelp({
      styleTitle: strong,
      styleCommandText: accent,
      styleSubcommandText: accent,
      styleOptionText: accent,
      styleArgumentText: accent,
    });
  if (command.parent) command.showHelpAfterError(`(npx ${path(command)} --help says more)`);
  for (const each of command.commands) style(each, desk);
}

const path = (command: Command): string => (command.parent ? `${path(command.parent)} ${command.name()}` : command.name());
