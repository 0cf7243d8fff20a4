import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type ServicesHealth, servicesHealthSchema } from '@business-m/metadata/operations';
import { SECRET, signToken } from './sign-token.ts';

const PATIENCE_MS = 60_000;
const PROBE_AGAIN_MS = 50;

export interface Answer {
  status: number;
  retryAfter: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: a document or a problem, of which each drill says itself what it expects.
  body: any;
}

export type ServiceProcess = Awaited<ReturnType<typeof startService>>;

/** Runs a program of the host with these variables and nothing of ours. */
export function runProgram(program: 'main' | 'migrate-main', variables: Record<string, string>): ChildProcess {
  const file = fileURLToPath(new URL(`../${program}.ts`, import.meta.url));
  const { PATH, NODE_COMPILE_CACHE, PGLITE_TEMPLATES, PGLITE_UNOPTIMIZED } = process.env;
  const own = { PATH, NODE_COMPILE_CACHE, PGLITE_TEMPLATES, PGLITE_UNOPTIMIZED };
  const env = { ...own, SERVICE_SECRET: SECRET, SERVICES_PORT: '0', ...variables };
  return spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Starts a services process and waits until it listens, which is before it is ready. */
export async function startService(variables: Record<string, string>) {
  const child = runProgram('main', variables);
  const lines: string[] = [];
  child.stderr?.on('data', (chunk) => lines.push(String(chunk)));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const port = await new Promise<number>((resolve, reject) => {
    if (child.stdout) {
      createInterface(child.stdout).on('line', (line) => {
        lines.push(line);
        const entry = JSON.parse(line) as { port?: number };
        if (entry.port !== undefined) resolve(entry.port);
      });
    }
    void ended.then((code) => reject(new Error(`it ended (${code}): ${lines.join('\n')}`)));
  });
  const origin = `http://127.0.0.1:${port}`;
  return {
    output: () => lines.join('\n'),
    /** How often a line with these words was printed. */
    logged: (words: string) => lines.filter((line) => line.includes(words)).length,
    /** Waits until `/health` is as wanted; throws with what it is when that takes too long. */
    async until(wanted: (health: ServicesHealth, status: number) => boolean): Promise<ServicesHealth> {
      const end = Date.now() + PATIENCE_MS;
      for (;;) {
        const answer = await fetch(`${origin}/health`);
        const health = servicesHealthSchema.parse(await answer.json());
        if (wanted(health, answer.status)) return health;
        if (Date.now() > end) throw new Error(`${answer.status} ${JSON.stringify(health)}\n${lines.slice(-20).join('\n')}`);
        await delay(PROBE_AGAIN_MS);
      }
    },
    async call(method: string, path: string, body?: unknown): Promise<Answer> {
      const headers = { authorization: `Bearer ${await signToken()}`, 'content-type': 'application/json', 'if-match': '*' };
      const answer = await fetch(`${origin}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
      const text = await answer.text();
      return { status: answer.status, retryAfter: answer.headers.get('retry-after'), body: text === '' ? null : JSON.parse(text) };
    },
    alive: async () => (await fetch(`${origin}/live`)).status,
    ended,
    async stop(): Promise<void> {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Brings the databases of the variables up to date, as its own process. */
export async function migrateDatabases(variables: Record<string, string>): Promise<void> {
  const child = runProgram('migrate-main', variables);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += String(chunk)));
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(output);
}
