import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../../stack/workspace.ts';
import type { Outcome } from './events.ts';

/** How many seconds each test file took when it last ran on this machine: `npm test -- changed` chooses by it. */
const file = join(root, 'node_modules/.cache/desk/test-times.json');

export function readTimes(): Record<string, number> {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

export function recordTimes(outcomes: readonly Outcome[]): void {
  const taken = outcomes.flatMap(({ fileMs }) => [...fileMs].map(([name, ms]) => [name, Math.round(ms) / 1_000]));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ ...readTimes(), ...Object.fromEntries(taken) }));
}
