import { type Command, CommanderError } from 'commander';
import { PublishRefusal } from '../publish/publish-refusal.ts';
import { Refusal } from '../store/index.ts';
import { LostRace } from './admin/lost-race.ts';
import { createDesk } from './desk.ts';
import { DeskFailure, exitCodes, sentenceOf } from './desk-failure.ts';
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
  // Commander has said what is wrong, or shown the help that was asked for.
  if (isSaid(error)) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  const failure = asFailure(error);
  terminal.complain(`desk: ${failure ? failure.message : error instanceof Error ? error.stack : error}\n`);
  if (json) {
    const { code = 'failed', field, more } = failure?.details ?? {};
    terminal.answer(true, { error: { code, detail: sentenceOf(error), ...(field && { field }), ...more } }, () => '');
  } else if (error instanceof LostRace) terminal.complain(error.describe(terminal.alarm, new Date()));
  return failure?.exitCode ?? exitCodes.refused;
}

const isSaid = (error: unknown): error is CommanderError => error instanceof CommanderError && error.code !== 'commander.invalidArgument';

/** The expected noes of the parts that the command is made of; null for what is a bug. */
function asFailure(error: unknown): DeskFailure | null {
  if (error instanceof DeskFailure) return error;
  if (error instanceof CommanderError) return new DeskFailure(error.message, { exitCode: exitCodes.usage, code: 'usage' });
  if (error instanceof PublishRefusal) return new DeskFailure(error.message, { code: error.code, more: { faults: error.faults } });
  if (error instanceof Refusal) {
    return new DeskFailure(error.path ? `${error.path}: ${error.message}` : error.message, { code: 'refused', field: error.path });
  }
  return null;
}
