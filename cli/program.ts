import { type Argument, Command } from 'commander';
import { backendCommand } from './commands/backend.ts';
import { bindCommand, unbindCommand } from './commands/bind.ts';
import { completeCommand, completionCommand } from './commands/completion.ts';
import { devCommand } from './commands/dev.ts';
import { diffCommand } from './commands/diff.ts';
import { disableCommand, enableCommand } from './commands/disable.ts';
import { doctorCommand } from './commands/doctor.ts';
import { gcCommand } from './commands/gc.ts';
import { haltCommand } from './commands/halt.ts';
import { historyCommand } from './commands/history.ts';
import { keysCommand } from './commands/keys.ts';
import { lockCommand, unlockCommand } from './commands/lock.ts';
import { loginCommand, logoutCommand } from './commands/login.ts';
import { messagesCommand } from './commands/messages.ts';
import { moveCommand } from './commands/move.ts';
import { newCommand } from './commands/new.ts';
import { promoteCommand } from './commands/promote.ts';
import { proposalsCommand } from './commands/proposals.ts';
import { publishCommand } from './commands/publish.ts';
import { releaseCommand } from './commands/release.ts';
import { rollbackCommand } from './commands/rollback.ts';
import { statusCommand } from './commands/status.ts';
import { validateCommand } from './commands/validate.ts';
import type { Desk } from './desk.ts';
import about from './package.json' with { type: 'json' };

const groups = {
  'Remotes:': [newCommand, devCommand, publishCommand, keysCommand, gcCommand],
  'Releases:': [
    statusCommand,
    releaseCommand,
    rollbackCommand,
    haltCommand,
    promoteCommand,
    bindCommand,
    unbindCommand,
    enableCommand,
    disableCommand,
  ],
  'Environments:': [doctorCommand, historyCommand, diffCommand, validateCommand, proposalsCommand, lockCommand, unlockCommand],
  'Domains:': [backendCommand, moveCommand, messagesCommand],
  'This command:': [loginCommand, logoutCommand, completionCommand],
} satisfies Record<string, ((desk: Desk) => Command)[]>;

/** What is typed, and what a shell asks while it is being typed. */
export function createCommandLine(desk: Desk): Command {
  return createProgram(desk).addCommand(
    completeCommand(desk, () => createProgram(desk)),
    { hidden: true },
  );
}

/** All commands for people. */
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
