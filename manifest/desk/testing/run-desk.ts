import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

/** Runs the real command in a process of its own, with no more of this one's environment than it needs. */
export async function desk(args: readonly string[], env: NodeJS.ProcessEnv = {}, input?: string) {
  const child = spawn(process.execPath, [main, ...args], {
    // Nothing of the person who runs the tests: no sign-ins, no data folder.
    env: { PATH: process.env.PATH, HOME: tmpdir(), XDG_CONFIG_HOME: '/nowhere', DESK_DATA: '/nowhere', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(input);
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}
