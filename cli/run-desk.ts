import { DocumentRefusal } from '@business-m/manifest/store';
import { type Command, CommanderError } from 'commander';
import { LostRace } from './admin/lost-race.ts';
import { createDesk } from './desk.ts';
import { DeskFailure, exitCodes, sentenceOf } from './desk-failure.ts';
import type { Terminal } from './output/terminal.ts';
import { createCommandLine } from './program.ts';
import { PublishRefusal } from './publish/publish-refusal.ts';

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
    const { code = 'failed', field, more } = failure?.details ?? {};
    terminal.answer(true, { error: { code, detail: failure?.message ?? sentenceOf(error), ...(field && { field }), ...more } }, () => '');
  } else if (error instanceof LostRace) terminal.complain(error.describe(terminal.alarm, new Date()));
  return failure?.exitCode ?? exitCodes.refused;
}

/** Or the version. */
const isHelp = (error: unknown): boolean => error instanceof CommanderError && error.exitCode === 0;

/** Commander says what it finds itself, and puts this word before it; what a command throws, it does not say. */
const SAID = 'error: ';
const isSaid = (error: unknown): error is CommanderError =>
  error instanceof CommanderError && (error.code !== 'commander.invalidArgument' || error.message.startsWith(SAID));

/** The expected noes of the parts that the command is made of; null for what is a bug. */
function asFailure(error: unknown): DeskFailure | null {
  if (error instanceof DeskFailure) return error;
  if (error instanceof CommanderError) return new DeskFailure(wordsOf(error), { exitCode: exitCodes.usage, code: 'usage' });
  if (error instanceof PublishRefusal) return new DeskFailure(error.message, { code: error.code, more: { faults: error.faults } });
  if (error instanceof DocumentRefusal) {
    return new DeskFailure(error.path ? `${error.path}: ${error.message}` : error.message, { code: 'refused', field: error.path });
  }
  return null;
}

/** Without arguments a group of commands shows its help, which is no sentence. */
const wordsOf = ({ code, message }: CommanderError): string =>
  code === 'commander.help' ? 'Say which command.' : message.startsWith(SAID) ? message.slice(SAID.length) : message;
