import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { Ask } from '../../services/host/src/testing/record-books.ts';
import { SECRET, signToken } from '../../services/host/src/testing/sign-token.ts';
import { freePorts } from '../../stack/process/free-port.ts';

const ROLES = ['accounts', 'stock', 'ops'];
const PATIENCE_MS = 120_000;
const LOOK_MS = 100;

export type OldServices = Awaited<ReturnType<typeof startOldServices>>;

/** Runs a program of the old checkout's host to its end. */
export async function runOld(checkout: string, program: string, variables: Record<string, string>): Promise<string> {
  const child = spawnOld(checkout, program, variables);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (output += String(text)));
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`${program} of the old checkout ended with ${code}:\n${output}`);
  return output;
}

/** Starts a services process of the old checkout. @param serves whether to wait until its domains are served */
export async function startOldServices(checkout: string, variables: Record<string, string>, serves = true) {
  const [port = 0] = await freePorts(1);
  const child = spawnOld(checkout, 'main.ts', { ...variables, SERVICE_SECRET: SECRET, SERVICES_PORT: String(port) });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) if (stream) createInterface(stream).on('line', (line) => lines.push(line));
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const origin = `http://127.0.0.1:${port}`;
  const until = async (what: string, look: () => Promise<boolean>) => {
    const end = Date.now() + PATIENCE_MS;
    while (!(await look().catch(() => false))) {
      if (child.exitCode !== null || Date.now() > end) throw new Error(`${what}: never.\n${lines.slice(-20).join('\n')}`);
      await delay(LOOK_MS);
    }
  };
  await until('the old services are served', async () => (await fetch(`${origin}${serves ? '/health' : '/live'}`)).ok);
  const ask: Ask = async (method, path, body) => {
    const headers = { authorization: `Bearer ${await signToken({ roles: ROLES })}`, 'content-type': 'application/json', 'if-match': '*' };
    const answer = await fetch(`${origin}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
  };
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await exited;
  };
  return { ask, until, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

function spawnOld(checkout: string, program: string, variables: Record<string, string>) {
  const { PATH } = process.env;
  const file = `${checkout}/services/host/src/${program}`;
  return spawn(process.execPath, [file], {
    cwd: checkout,
    env: { PATH, LOG_LEVEL: 'warn', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
