import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StartFailure } from '../process/failures.ts';
import { freePorts } from '../process/free-port.ts';
import { startNode } from './node-process.ts';
import { createProcessStack, type ProcessStack } from './process-stack.ts';

const server = fileURLToPath(new URL('../fakes/server.ts', import.meta.url));
/** Ends what never comes. */
const WAIT = { timeout: 20_000 };
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
/** As `npm start` has it, but that nobody waits and that the clock stands where the test puts it. */
const restarting = (clock = { ms: 0 }) =>
  createProcessStack((line) => lines.push(line), { restart: { backOffMs: () => 0, now: () => clock.ms } });
const die = (port: number | undefined) => fetch(`http://127.0.0.1:${port}/die`).catch(() => {});
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

test('starts one that dies again, says how it ended, and keeps the others', async () => {
  stack = restarting();
  const [first, second] = await freePorts(2);
  await run('first', first);
  await run('second', second);
  const { pid: other } = stack.process('second');
  lines.length = 0;
  await die(first);
  await expect.poll(() => lines.at(-1), WAIT).toMatch(/^first ready again in/);
  expect(lines[0]).toBe('first stopped by itself (exit code 4): it is started again');
  expect([await answers(first), stack.process('second').pid]).toEqual([true, other]);
});

test('waits longer from death to death, and says so', async () => {
  stack = createProcessStack((line) => lines.push(line), { restart: { backOffMs: (deaths) => deaths - 1 } });
  const [port] = await freePorts(1);
  await run('first', port);
  for (const _ of [1, 2]) {
    const before = lines.length;
    await die(port);
    await expect.poll(() => lines.slice(before).at(-1), WAIT).toMatch(/^first ready again/);
  }
  expect(lines.filter((line) => line.includes('stopped by itself'))).toEqual([
    'first stopped by itself (exit code 4): it is started again',
    'first stopped by itself (exit code 4): it is started again in 0.001 s',
  ]);
});

test('stops all at the third death within a minute, with the reason', async () => {
  const clock = { ms: 0 };
  stack = restarting(clock);
  const [first, second] = await freePorts(2);
  await run('first', first);
  await run('second', second);
  const dieAndReturn = async () => {
    const before = lines.length;
    await die(first);
    await expect.poll(() => lines.slice(before).at(-1), WAIT).toMatch(/^first ready again/);
  };
  await dieAndReturn();
  await dieAndReturn();
  clock.ms = 60_001;
  // The two before are forgotten by now.
  await dieAndReturn();
  await dieAndReturn();
  await die(first);
  expect(await stack.broken).toMatch(
    /^first ended 3 times within a minute, so the desk stops\. The last time: first stopped by itself \(exit code 4\)[\s\S]*something broke$/,
  );
  expect([await answers(first), await answers(second)]).toEqual([false, false]);
});

test('counts a start that fails as a death', async () => {
  stack = restarting();
  let starts = 0;
  const ended = Promise.withResolvers<string>();
  await stack.run('first', async () => {
    starts += 1;
    if (starts > 1) throw new StartFailure(`no ${starts}`);
    return { pid: 1, exited: ended.promise, kill: async () => {}, stop: async () => {} };
  });
  ended.resolve('first stopped by itself (SIGKILL)');
  expect(await stack.broken).toBe('first ended 3 times within a minute, so the desk stops. The last time: no 3');
  expect(starts).toBe(3);
});

test('stops at once while it waits to start one again', async () => {
  stack = createProcessStack((line) => lines.push(line), { restart: { backOffMs: () => 3_600_000 } });
  const [port] = await freePorts(1);
  await run('first', port);
  await die(port);
  await expect.poll(() => lines.at(-1), WAIT).toContain('it is started again in 3600 s');
  await stack.stop();
  expect(await answers(port)).toBe(false);
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
