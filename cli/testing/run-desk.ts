import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { PassThrough } from 'node:stream';
import { createTerminal } from '../output/terminal.ts';
import { runDesk } from '../run-desk.ts';
import { compileCache, main } from '../workspace/root.ts';

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Nothing of the person who runs the tests: no sign-ins, no data folder. */
const nobody = { HOME: tmpdir(), XDG_CONFIG_HOME: '/nowhere', DESK_DATA: '/nowhere' };

/** Runs the real command in a process of its own, with no more of this one's environment than it needs. */
export async function desk(args: readonly string[], env: NodeJS.ProcessEnv = {}, input?: string): Promise<Ended> {
  const child = spawn(process.execPath, [main, ...args], {
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: compileCache, ...nobody, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(input);
  const [out, err] = [collect(child.stdout), collect(child.stderr)];
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out: out(), err: err() };
}

/** The same in this process, which is quicker. */
export async function deskHere(args: readonly string[], env: NodeJS.ProcessEnv = {}, input = ''): Promise<Ended> {
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
  streams.stdin.end(input);
  const [out, err] = [collect(streams.stdout), collect(streams.stderr)];
  const code = await runDesk(args, { PATH: process.env.PATH, ...nobody, ...env }, createTerminal(streams as unknown as NodeJS.Process));
  return { code, out: out(), err: err() };
}

function collect(stream: NodeJS.ReadableStream): () => string {
  let all = '';
  stream.setEncoding('utf8').on('data', (text: string) => {
    all += text;
  });
  return () => all;
}
