import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePorts } from '../process/free-port.ts';
import { startNode } from './node-process.ts';
import { createProcessStack, type ProcessStack } from './process-stack.ts';

const server = fileURLToPath(new URL('../fakes/server.ts', import.meta.url));
let folder = '';
let lines: string[] = [];
let stack: ProcessStack;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'desk-stack-'));
  lines = [];
  stack = createProcessStack((line) => lines.push(line));
});
afterEach(async () => {
  await stack.stop();
  rmSync(folder, { recursive: true, force: true });
});

const run = (name: string, port: number | undefined, ...flags: string[]) => {
  const args = [server, String(port), ...flags];
  const plan = { name, args, env: process.env, health: `http://127.0.0.1:${port}/`, limitMs: 10_000 };
  return stack.run(name, startNode(plan, { cwd: folder, logFile: join(folder, 'log', `${name}.log`) }));
};
const answers = (port: number | undefined) =>
  fetch(`http://127.0.0.1:${port}/`).then(
    () => true,
    () => false,
  );

test('starts processes one after another and stops them together', async () => {
  const [first, second] = await freePorts(2);
  await run('first', first);
  await run('second', second);
  expect(lines.map((line) => line.split(' ')[0])).toEqual(['first', 'second']);
  await stack.stop();
  expect([await answers(first), await answers(second)]).toEqual([false, false]);
});

test('stops the rest when one dies, and names it with its last lines', async () => {
  const [first, second] = await freePorts(2);
  await run('first', first);
  await run('second', second);
  await fetch(`http://127.0.0.1:${first}/die`).catch(() => {});
  expect(await stack.broken).toMatch(/^first stopped by itself \(exit code 4\)[\s\S]*something broke$/);
  expect(await answers(second)).toBe(false);
});

test('starts nothing once it is stopping', async () => {
  const [port] = await freePorts(1);
  await stack.stop();
  await expect(run('late', port)).rejects.toThrow('late was not started');
});

test('keeps the others when one is killed on purpose, and starts it again with other variables', async () => {
  const [first, second] = await freePorts(2);
  await run('first', first);
  await run('second', second);
  const target = stack.process('first');
  const { pid } = target;
  await target.kill('SIGKILL');
  expect([await answers(first), await answers(second)]).toEqual([false, true]);
  await target.restart({ FAKE_ANSWER: 'again' });
  expect(target.pid).not.toBe(pid);
  expect(await (await fetch(`http://127.0.0.1:${first}/`)).text()).toBe('again');
  await target.restart();
  expect(await (await fetch(`http://127.0.0.1:${first}/`)).text()).toBe('ok');
});

test('stops the rest when a restarted one dies by itself', async () => {
  const [first, second] = await freePorts(2);
  await run('first', first);
  await run('second', second);
  await stack.process('first').restart();
  await fetch(`http://127.0.0.1:${first}/die`).catch(() => {});
  expect(await stack.broken).toMatch(/^first stopped by itself/);
  expect(await answers(second)).toBe(false);
});

test('takes a pausing signal for no end', async () => {
  const [port] = await freePorts(1);
  await run('first', port);
  await stack.process('first').kill('SIGSTOP');
  await stack.process('first').kill('SIGCONT');
  expect(await answers(port)).toBe(true);
});

test('waits for a start under way before it stops, and stops its process', async () => {
  const steps: string[] = [];
  const started = Promise.withResolvers<void>();
  const late = stack.run('late', async () => {
    await started.promise;
    steps.push('started');
    return { pid: 1, exited: new Promise(() => {}), kill: async () => {}, stop: async () => void steps.push('stopped') };
  });
  const stopped = stack.stop();
  started.resolve();
  await Promise.all([late, stopped]);
  expect(steps).toEqual(['started', 'stopped']);
});
