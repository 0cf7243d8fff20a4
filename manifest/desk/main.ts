import { CommanderError } from 'commander';
import { LostRace } from './admin/lost-race.ts';
import { createDesk } from './desk.ts';
import { DeskFailure, exitCodes, sentenceOf } from './desk-failure.ts';
import { createPaint } from './output/paint.ts';
import { createTerminal } from './output/terminal.ts';
import { createProgram } from './program.ts';

// Whoever reads the answer may have had enough of it (`| head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  await createProgram(createDesk(process.env, createTerminal())).parseAsync();
} catch (error) {
  report(error);
}

function report(error: unknown): void {
  if (error instanceof CommanderError && error.code !== 'commander.invalidArgument') {
    // Commander has said what is wrong, or shown the help that was asked for.
    process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    return;
  }
  const details = error instanceof DeskFailure ? error.details : {};
  process.exitCode = error instanceof DeskFailure ? error.exitCode : error instanceof CommanderError ? exitCodes.usage : exitCodes.refused;
  if (error instanceof DeskFailure || error instanceof CommanderError) process.stderr.write(`desk: ${error.message}\n`);
  else console.error('desk:', error);
  if (process.argv.includes('--json')) {
    const { code = 'failed', field, more } = details;
    process.stdout.write(`${JSON.stringify({ error: { code, detail: sentenceOf(error), ...(field && { field }), ...more } }, null, 2)}\n`);
  } else if (error instanceof LostRace) {
    process.stderr.write(error.describe(createPaint(process.stderr), new Date()));
  }
}
