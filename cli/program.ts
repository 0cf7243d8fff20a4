import { type Argument, Command } from 'commander';
import { backupCommand } from './commands/backup.ts';
import { changeCommands, promoteCommand } from './commands/changes.ts';
import { completeCommand, completionCommand } from './commands/completion.ts';
import { devCommand } from './commands/dev.ts';
import { diffCommand } from './commands/diff.ts';
import { doctorCommand } from './commands/doctor.ts';
import { gcCommand } from './commands/gc.ts';
import { historyCommand } from './commands/history.ts';
import { keysCommand } from './commands/keys.ts';
import { loginCommand, logoutCommand } from './commands/login.ts';
import { messagesCommand } from './commands/messages.ts';
import { moveCommand } from './commands/move.ts';
import { newCommand } from './commands/new.ts';
import { proposalsCommand } from './commands/proposals.ts';
import { publishCommand } from './commands/publish.ts';
import { releaseCommand } from './commands/release.ts';
import { restoreCommand } from './commands/restore.ts';
import { statusCommand } from './commands/status.ts';
import { validateCommand } from './commands/validate.ts';
import type { Desk } from './desk.ts';
import about from './package.json' with { type: 'json' };

const { rollback, halt, bind, unbind, enable, disable, lock, unlock, consent, budget, backend } = changeCommands;
const groups = {
  'Remotes:': [newCommand, devCommand, publishCommand, keysCommand, gcCommand],
  'Releases:': [statusCommand, releaseCommand, rollback, halt, promoteCommand, bind, unbind, enable, disable],
  'Environments:': [doctorCommand, historyCommand, diffCommand, validateCommand, proposalsCommand, consent, budget, lock, unlock],
  'Domains:': [backend, moveCommand, messagesCommand],
  'Backups:': [backupCommand, restoreCommand],
  'This command:': [loginCommand, logoutCommand, completionCommand],
} satisfies Record<string, ((desk: Desk) => Command)[]>;

/** What is typed, and what a shell asks while it is being typed. */
export function createCommandLine(desk: Desk): Command {
  return createProgram(desk).addCommand(
    completeCommand(desk, () => createProgram(desk)),
    { hidden: true },
  );
}

export function createProgram(desk: Desk): Command {
  const program = new Command('desk')
    .description('Build remotes, publish them, release them, and operate the desk.')
    .exitOverride()
    .enablePositionalOptions()
    .helpCommand('help [command]', 'help on one command')
    .helpOption('-h, --help', 'this help')
    .version(about.version, '-V, --version', 'of this workspace')
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
      subcommandTerm: (each) => [each.name(), ...each.registeredArguments.map(argumentTerm)].join(' '),
      styleTitle: strong,
      styleCommandText: accent,
      styleSubcommandText: accent,
      styleOptionText: accent,
      styleArgumentText: accent,
    });
  if (command.parent) command.showHelpAfterError(`(npx ${path(command)} --help says more)`);
  for (const each of command.commands) style(each, desk);
}

function argumentTerm(argument: Argument): string {
  const text = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${text}>` : `[${text}]`;
}

const path = (command: Command): string => (command.parent ? `${path(command.parent)} ${command.name()}` : command.name());
