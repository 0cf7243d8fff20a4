import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, string>;
  env?: Record<string, string>;
}

const root = join(import.meta.dirname, '..');
const files = ['.github', '.gitea'].flatMap((host) => ['test', 'nightly'].map((name) => `${host}/workflows/${name}.yml`));

test.each(files)('%s caches the very store that pnpm fills, on whatever machine it runs', (file) => {
  const text = readFileSync(join(root, file), 'utf8');
  expect(text).not.toMatch(/\/(root|home)\//);
  const jobs: { steps: Step[] }[] = Object.values(parse(text).jobs);
  for (const { steps } of jobs) {
    const cached = steps.find(({ uses }) => uses?.startsWith('actions/cache@'))?.with?.path;
    const runs = steps.filter(({ run }) => run !== undefined);
    expect(cached).toBeTruthy();
    expect(runs.length).toBeGreaterThan(0);
    for (const { run = '', env } of runs) {
      // pnpm reads this name, and not npm_config_store_dir.
      expect(env?.pnpm_config_store_dir).toBe(cached);
      if (run.includes('sudo')) expect(run).toContain('--preserve-env=pnpm_config_store_dir');
    }
  }
});
