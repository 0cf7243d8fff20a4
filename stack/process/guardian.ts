/**
 * Runs a program that is not ours (a database, a broker) so that it ends with its starter: the leash ends this process, which ends the program.
 *
 *   node --import leash.ts guardian.ts SIGINT /usr/bin/program --its --arguments
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** Less than the leash leaves to this process. */
const STOP_MS = 6_000;

const [stopSignal = 'SIGTERM', program = '', ...args] = process.argv.slice(2);
const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
  process.on(signal, () => {
    child.kill(stopSignal as NodeJS.Signals);
    setTimeout(() => child.kill('SIGKILL'), STOP_MS).unref();
  });
}
child.once('error', (error) => {
  console.error(`${program} could not be started: ${error.message}`);
  process.exit(1);
});
// As a shell tells it: a signal is 128 and its number.
child.once('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)));
