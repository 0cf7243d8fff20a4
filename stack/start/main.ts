import '../process/leash.ts';
import { isExpected, Refusal, StartFailure } from '../process/failures.ts';
import { describePlaces } from './places.ts';
import { modeNames, readCommandLine, readSettings } from './settings.ts';
import { startDesk } from './start-desk.ts';

const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** Settles on the first signal that asks the desk to stop; further ones change nothing, since stopping is bounded. */
function waitForSignal(): { stopped: Promise<number>; signal: AbortSignal } {
  const abort = new AbortController();
  const stopped = new Promise<number>((resolve) => {
    for (const name of Object.keys(exitCodes) as (keyof typeof exitCodes)[]) {
      process.on(name, () => {
        abort.abort(new Refusal('Stopped.'));
        resolve(exitCodes[name]);
      });
    }
  });
  return { stopped, signal: abort.signal };
}

async function main(options: readonly string[]): Promise<number> {
  const startMs = Date.now();
  const { fresh, empty, mode } = readCommandLine(options);
  const { stopped, signal } = waitForSignal();
  const say = (line: string) => console.log(`  ${line}`);
  try {
    const settings = { ...readSettings(process.env, mode), seed: !empty };
    const desk = await startDesk(settings, { fresh, say, restart: true, signal });
    const seconds = ((Date.now() - startMs) / 1000).toFixed(1);
    const ready = `The desk is at ${desk.origins.desk} (${modeNames[mode]}, ready in ${seconds} s)`;
    console.log(`\n${describePlaces(desk, settings)}\n`);
    console.log(`${ready}: sign in as demo@example.com with the password demo. Ctrl-C stops it.`);
    const end = await Promise.race([stopped, desk.broken]);
    if (typeof end === 'string') throw new StartFailure(end);
    await desk.stop();
    return end;
  } catch (error) {
    if (signal.aborted) return stopped;
    throw error;
  }
}

try {
  process.exit(await main(process.argv.slice(2)));
} catch (error) {
  console.error(`\n${isExpected(error) ? error.message : error instanceof Error ? error.stack : error}`);
  process.exit(1);
}
