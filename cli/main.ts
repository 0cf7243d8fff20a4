import { createTerminal } from './output/terminal.ts';
import { runDesk } from './run-desk.ts';

// Whoever reads the answer may have had enough of it (`| head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await runDesk(process.argv.slice(2), process.env, createTerminal());
