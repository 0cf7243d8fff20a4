import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { killStarter } from '../fakes/kill-starter.ts';
import { type Child, startChild } from './child.ts';
import { findPortProblem, freePorts } from './free-port.ts';
import { waitForHealth } from './health.ts';
import { runNode } from './run.ts';

const server = fileURLToPath(new URL('../fakes/server.ts', import.meta.url));
const started: Child[] = [];
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'desk-child-'));
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((child) => child.stop()));
  rmSync(folder, { recursive: true, force: true });
});

function start(port: number | undefined, ...flags: string[]): Child {
  const child = startChild({
    name: 'fake',
    args: [server, String(port), ...flags],
    cwd: folder,
    env: process.env,
    logFile: join(folder, 'fake.log'),
    stopLimitMs: 500,
  });
  started.push(child);
  return child;
}

test('is healthy once it answers, and gone after stop', async () => {
  const [port] = await freePorts(1);
  const child = start(port);
  await waitForHealth(child, `http://127.0.0.1:${port}/`, 10_000);
  await child.stop();
  expect(child.isRunning()).toBe(false);
  expect(await child.exited).toEqual({ code: null, signal: 'SIGTERM' });
  expect(child.tail()).toBe(`listening on ${port}`);
});

test('reports a child that ends before it is healthy, with its last lines', async () => {
  const [port] = await freePorts(1);
  await expect(waitForHealth(start(port, '--refuse'), `http://127.0.0.1:${port}/`, 10_000)).rejects.toThrow(
    /fake stopped by itself \(exit code 3\)[\s\S]*refusing to start: no such variable/,
  );
});

test('gives up a child that never answers, after the limit', async () => {
  const [port, silent] = await freePorts(2);
  await expect(waitForHealth(start(port), `http://127.0.0.1:${silent}/`, 300)).rejects.toThrow(/fake was not ready after 0.3 s/);
});

test('kills a child that ignores SIGTERM', async () => {
  const [port] = await freePorts(1);
  const child = start(port, '--stubborn');
  await waitForHealth(child, `http://127.0.0.1:${port}/`, 10_000);
  await child.stop();
  expect(await child.exited).toEqual({ code: null, signal: 'SIGKILL' });
});

test('ends a child when its starter is killed with SIGKILL', async () => {
  await killStarter('child', folder);
});

test('answers what a command printed, and fails with it', async () => {
  const run = (code: string, limitMs = 20_000) => runNode({ name: 'It', args: ['-e', code], cwd: folder, env: process.env, limitMs });
  expect(await run("console.log('out')")).toBe('out\n');
  await expect(run("console.error('broken'); process.exit(3)")).rejects.toThrow('It failed (exit code 3):\n\nbroken');
});

test('kills a command at its limit although it ignores SIGTERM', async () => {
  const stubborn = runNode({ name: 'It', args: [server, '0', '--stubborn'], cwd: folder, env: process.env, limitMs: 1_500 });
  await expect(stubborn).rejects.toThrow('It failed (killed, at the latest after 1.5 s)');
});

test('finds free ports that differ, also between two calls', async () => {
  const ports = (await Promise.all([freePorts(20), freePorts(20)])).flat();
  expect(new Set(ports).size).toBe(40);
  expect(await Promise.all(ports.map((port) => findPortProblem(port)))).toEqual(ports.map(() => null));
});

test('keeps the log of the run before beside the new one', async () => {
  const [first, second] = await freePorts(2);
  await start(first, '--refuse').exited;
  const child = start(second);
  await waitForHealth(child, `http://127.0.0.1:${second}/`, 10_000);
  expect(child.tail()).toBe(`listening on ${second}`);
});
