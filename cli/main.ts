import { createTerminal } from './output/terminal.ts';
import { runDesk } from './run-desk.ts';

// The reader of the answer may close the pipe early (`| head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await runDesk(process.argv.slice(2), process.env, createTerminal());
