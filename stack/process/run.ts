import { type SpawnOptions, spawn } from 'node:child_process';
import { StartFailure } from './failures.ts';

const OUTPUT_CHARS_MAX = 200_000;
const leash = new URL('./leash.ts', import.meta.url).href;

export type RunOptions = { name: string; args: readonly string[]; cwd: string; env: NodeJS.ProcessEnv; limitMs: number };

/** Runs Node to its end and answers what it printed; it ends with this process. Throws like {@link runProgram}. */
export function runNode({ name, args, cwd, env, limitMs }: RunOptions): Promise<string> {
  return runProgram(name, [process.execPath, '--import', leash, ...args], limitMs, { cwd, env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
}

/** Runs a program and answers its output. @throws StartFailure with that output when it fails, or takes longer than `limitMs`. */
export async function runProgram(
  name: string,
  [command = '', ...args]: readonly string[],
  limitMs: number,
  options: SpawnOptions = {},
): Promise<string> {
  // SIGKILL: a program that ignores SIGTERM would be waited for without end.
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options, timeout: limitMs, killSignal: 'SIGKILL' });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-OUTPUT_CHARS_MAX);
    });
  }
  const end = await new Promise<string | number | null>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(code ?? signal));
  });
  if (end === 0) return output;
  const how = end === 'SIGKILL' ? `killed, at the latest after ${limitMs / 1000} s` : typeof end === 'number' ? `exit code ${end}` : end;
  throw new StartFailure(`${name} failed (${how}):\n\n${output.trim()}`);
}
