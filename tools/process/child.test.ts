import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isProcess } from '@business-m/files';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Child, startChild } from './child.ts';
import { freePorts } from './free-port.ts';
import { waitForHealth } from './health.ts';

const server = fileURLToPath(new URL('./stand-ins/server.ts', import.meta.url));
const starter = fileURLToPath(new URL('./stand-ins/starter.ts', import.meta.url));
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
    name: 'stand-in',
    args: [server, String(port), ...flags],
    cwd: folder,
    env: process.env,
    logFile: join(folder, 'stand-in.log'),
    stopLimitMs: 500,
  });
  started.push(child);
  return child;
}

test('a child is healthy once it answers, and gone after stop', async () => {
  const [port] = await freePorts(1);
  const child = start(port);
  await waitForHealth(child, `http://127.0.0.1:${port}/`, 10_000);
  await child.stop();
  expect(child.isRunning()).toBe(false);
  expect(await child.exited).toEqual({ code: null, signal: 'SIGTERM' });
  expect(child.tail()).toBe(`listening on ${port}`);
});

test('a child that ends before it is healthy is reported with its last lines', async () => {
  const [port] = await freePorts(1);
  await expect(waitForHealth(start(port, '--refuse'), `http://127.0.0.1:${port}/`, 10_000)).rejects.toThrow(
    /stand-in stopped by itself \(exit code 3\)[\s\S]*refusing to start: no such variable/,
  );
});

test('a child that never answers is given up after the limit', async () => {
  const [port, silent] = await freePorts(2);
  await expect(waitForHealth(start(port), `http://127.0.0.1:${silent}/`, 300)).rejects.toThrow(/stand-in was not ready after 0.3 s/);
});

test('a child that ignores SIGTERM is killed', async () => {
  const [port] = await freePorts(1);
  const child = start(port, '--stubborn');
  await waitForHealth(child, `http://127.0.0.1:${port}/`, 10_000);
  await child.stop();
  expect(await child.exited).toEqual({ code: null, signal: 'SIGKILL' });
});

test('a child ends when its starter is killed with SIGKILL', async () => {
  const [port] = await freePorts(1);
  const parent = spawn(process.execPath, [starter, server, String(port), join(folder, 'orphan.log')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(parent.stdout, 'data');
  const orphan = { pid: Number(String(line)), birth: null };
  await vi.waitFor(async () => expect((await fetch(`http://127.0.0.1:${port}/`)).ok).toBe(true), { timeout: 10_000 });
  parent.kill('SIGKILL');
  await vi.waitFor(() => expect(isProcess(orphan)).toBe(false), { timeout: 10_000 });
});

test('the log of the run before is kept beside the new one', async () => {
  const [first, second] = await freePorts(2);
  await start(first, '--refuse').exited;
  const child = start(second);
  await waitForHealth(child, `http://127.0.0.1:${second}/`, 10_000);
  expect(child.tail()).toBe(`listening on ${second}`);
});
