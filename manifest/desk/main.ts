import { CommanderError } from 'commander';
import { PublishRefusal } from '../publish/publish-refusal.ts';
import { Refusal } from '../store/index.ts';
import { LostRace } from './admin/lost-race.ts';
import { createDesk } from './desk.ts';
import { DeskFailure, exitCodes, sentenceOf } from './desk-failure.ts';
import { createPaint } from './output/paint.ts';
import { createTerminal } from './output/terminal.ts';
import { createCommandLine } from './program.ts';

// Whoever reads the answer may have had enough of it (`| head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  await createCommandLine(createDesk(process.env, createTerminal())).parseAsync();
} catch (error) {
  report(error);
}

function report(error: unknown): void {
  if (error instanceof CommanderError && error.code !== 'commander.invalidArgument') {
    // Commander has said what is wrong, or shown the help that was asked for.
    process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    return;
  }
  const failure = asFailure(error);
  process.exitCode = failure?.exitCode ?? exitCodes.refused;
  if (failure) process.stderr.write(`desk: ${failure.message}\n`);
  else console.error('desk:', error);
  if (process.argv.includes('--json')) {
    const { code = 'failed', field, more } = failure?.details ?? {};
    process.stdout.write(`${JSON.stringify({ error: { code, detail: sentenceOf(error), ...(field && { field }), ...more } }, null, 2)}\n`);
  } else if (error instanceof LostRace) {
    process.stderr.write(error.describe(createPaint(process.stderr), new Date()));
  }
}

/** The expected noes of the parts that the command is made of; null for what is a bug. */
function asFailure(error: unknown): DeskFailure | null {
  if (error instanceof DeskFailure) return error;
  if (error instanceof CommanderError) return new DeskFailure(error.message, { exitCode: exitCodes.usage, code: 'usage' });
  if (error instanceof PublishRefusal) return new DeskFailure(error.message, { code: error.code, more: { faults: error.faults } });
  if (error instanceof Refusal)
    return new DeskFailure(error.path ? `${error.path}: ${error.message}` : error.message, { code: 'refused', field: error.path });
  return null;
}
