import { DocumentRefusal } from '@business-m/manifest/store';
import { Refusal } from '@business-m/metadata';
import { type Command, CommanderError } from 'commander';
import { LostRace } from './admin/lost-race.ts';
import { createDesk } from './desk.ts';
import { DeskFailure, exitCodes, sentenceOf, usageFailure } from './desk-failure.ts';
import type { Terminal } from './output/terminal.ts';
import { createCommandLine } from './program.ts';

/** Runs one command line, `argv` being what stands after `desk`, to its exit code. Throws nothing that could be said instead. */
export async function runDesk(argv: readonly string[], env: NodeJS.ProcessEnv, terminal: Terminal): Promise<number> {
  let code: number = exitCodes.done;
  const desk = createDesk(env, terminal, (ended) => {
    code = ended;
  });
  const commandLine = speakThrough(createCommandLine(desk), terminal);
  try {
    await commandLine.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    return report(error, terminal, argv.includes('--json'));
  }
}

function speakThrough(command: Command, terminal: Terminal): Command {
  command.configureOutput({ writeErr: terminal.complain, writeOut: (text) => terminal.answer(undefined, null, () => text) });
  for (const each of command.commands) speakThrough(each, terminal);
  return command;
}

function report(error: unknown, terminal: Terminal, json: boolean): number {
  if (isHelp(error)) return exitCodes.done;
  const failure = asFailure(error);
  if (!isSaid(error)) terminal.complain(`desk: ${failure ? failure.message : error instanceof Error ? error.stack : error}\n`);
  if (json) {
    const { code = 'failed', field, details } = failure ?? {};
    const body = { code, detail: sentenceOf(failure ?? error), ...(field && { field }), ...details?.members };
    terminal.answer(true, { error: body }, () => '');
  } else if (error instanceof LostRace) terminal.complain(error.describe(terminal.alarm, new Date()));
  return failure?.exitCode ?? exitCodes.refused;
}

/** Or the version. */
const isHelp = (error: unknown): boolean => error instanceof CommanderError && error.exitCode === 0;

/** Commander says what it finds itself, and puts this word before it; what a command throws, it does not say. */
const SAID = 'error: ';
const isSaid = (error: unknown): error is CommanderError =>
  error instanceof CommanderError && (error.code !== 'commander.invalidArgument' || error.message.startsWith(SAID));

/** A refusal of whatever part; null for a fault. */
function asFailure(error: unknown): (Refusal & { exitCode?: number }) | null {
  if (error instanceof CommanderError) return usageFailure(wordsOf(error));
  if (error instanceof DocumentRefusal && error.path)
    return new DeskFailure(`${error.path}: ${error.message}`, { code: error.code, field: error.path });
  return error instanceof Refusal ? error : null;
}

/** A group of commands without arguments prints its help, which is no sentence. */
const wordsOf = ({ code, message }: CommanderError): string =>
  code === 'commander.help' ? 'Say which command.' : message.startsWith(SAID) ? message.slice(SAID.length) : message;
