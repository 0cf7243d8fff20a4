import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePorts } from '../process/free-port.ts';
import { createProcessStack, type ProcessStack } from './process-stack.ts';

const server = fileURLToPath(new URL('../process/stand-ins/server.ts', import.meta.url));
let folder = '';
let lines: string[] = [];
let stack: ProcessStack;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'desk-stack-'));
  lines = [];
  stack = createProcessStack({ cwd: folder, logFolder: join(folder, 'log'), say: (line) => lines.push(line) });
});
afterEach(async () => {
  await stack.stop();
  rmSync(folder, { recursive: true, force: true });
});

const plan = (name: string, port: number | undefined, ...flags: string[]) => ({
  name,
  args: [server, String(port), ...flags],
  env: process.env,
  health: `http://127.0.0.1:${port}/`,
  limitMs: 10_000,
});
const answers = (port: number | undefined) =>
  fetch(`http://127.0.0.1:${port}/`).then(
    () => true,
    () => false,
  );

test('processes start one after another and stop together', async () => {
  const [first, second] = await freePorts(2);
  await stack.run(plan('first', first));
  await stack.run(plan('second', second));
  expect(lines.map((line) => line.split(' ')[0])).toEqual(['first', 'second']);
  await stack.stop();
  expect([await answers(first), await answers(second)]).toEqual([false, false]);
});

test('one that dies stops the rest and is named with its last lines', async () => {
  const [first, second] = await freePorts(2);
  await stack.run(plan('first', first));
  await stack.run(plan('second', second));
  await fetch(`http://127.0.0.1:${first}/die`).catch(() => {});
  expect(await stack.broken).toMatch(/^first stopped by itself \(exit code 4\)[\s\S]*something broke$/);
  expect(await answers(second)).toBe(false);
});

test('nothing starts any more once it is stopping', async () => {
  const [port] = await freePorts(1);
  await stack.stop();
  await expect(stack.run(plan('late', port))).rejects.toThrow('late was not started');
});
