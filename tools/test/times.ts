import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../../stack/workspace.ts';
import type { Outcome } from './events.ts';

/** How many seconds each test file took when it last ran on this machine: `npm test -- changed` chooses by it. */
const file = join(root, 'node_modules/.cache/desk/test-times.json');

export function readTimes(): Record<string, number> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // None yet, or one that was cut off while it was written: estimates do.
    return {};
  }
}

export function recordTimes(outcomes: readonly Outcome[]): void {
  const taken = outcomes.flatMap(({ fileMs }) => [...fileMs].map(([name, ms]) => [name, Math.round(ms) / 1_000]));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ ...readTimes(), ...Object.fromEntries(taken) }));
}
