import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { DeskFailure } from '../desk-failure.ts';

const OUTPUT_LINES = 40;

interface ProgramOptions {
  /** For the sentence when it fails: `The build of remotes/people`. */
  name: string;
  command: string;
  args: readonly string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  limitMs: number;
}

/** Runs a program of the workspace to its end; throws a {@link DeskFailure} with the end of what it said when that is not a good one. */
export async function runProgram({ name, command, args, cwd, env, limitMs }: ProgramOptions): Promise<void> {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: limitMs });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      if (lines.length > OUTPUT_LINES) lines.shift();
    });
  }
  const [code, signal] = await (once(child, 'close') as Promise<[number | null, string | null]>).catch((error: Error) => {
    throw new DeskFailure(`${name} could not be started: ${error.message}`, { cause: error, code: 'not-started' });
  });
  if (code === 0) return;
  const why = signal ? `was ended by ${signal} (it may take ${limitMs / 60_000} minutes)` : `failed (exit code ${code})`;
  throw new DeskFailure([`${name} ${why}:`, ...lines].join('\n'), { code: 'program-failed' });
}
