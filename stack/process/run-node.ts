import { spawn } from 'node:child_process';

const OUTPUT_CHARS_MAX = 200_000;
const leash = new URL('./leash.ts', import.meta.url).href;

export type RunOptions = { name: string; args: readonly string[]; cwd: string; env: NodeJS.ProcessEnv; limitMs: number };

/** Runs Node to its end and answers what it printed; throws with that output when it fails or takes longer than `limitMs`. */
export async function runNode({ name, args, cwd, env, limitMs }: RunOptions): Promise<string> {
  const child = spawn(process.execPath, ['--import', leash, ...args], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    timeout: limitMs,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-OUTPUT_CHARS_MAX);
    });
  }
  const ended = await new Promise<string | null>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) =>
      resolve(
        code === 0 ? null : signal === 'SIGTERM' ? `stopped, at the latest after ${limitMs / 1000} s` : `exit code ${code ?? signal}`,
      ),
    );
  });
  if (ended !== null) throw new Error(`${name} failed (${ended}):\n\n${output.trim()}`);
  return output;
}
