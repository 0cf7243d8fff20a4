import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Emptied by Playwright before each run. */
const folder = fileURLToPath(new URL('../../test-results/libraries/', import.meta.url));

export const stages = ['release', 'development'] as const;
export type Stage = (typeof stages)[number];
/** Whether a library worked; undefined: this run did not try. */
export type Outcomes = (library: string, stage: Stage) => boolean | undefined;

/** For the page, which is written once all tests have run, in whatever processes. */
export function recordOutcome(library: string, stage: string, isWorking: boolean): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${library}.${stage}`), isWorking ? 'works' : 'fails');
}

export const readOutcomes: Outcomes = (library, stage) => {
  try {
    return readFileSync(join(folder, `${library}.${stage}`), 'utf8') === 'works';
  } catch {
    return undefined;
  }
};
