import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApps } from '../build/build-apps.ts';
import { ensureChromium, ensureNginx } from '../programs/index.ts';
import { root } from '../start/settings.ts';
import { runRunner } from './run-runner.ts';
import { summarize, type Tally, tallyPlaywright, tallyVitest } from './tally.ts';

const reports = mkdtempSync(join(tmpdir(), 'desk-test-'));

async function runUnitTests(env: NodeJS.ProcessEnv): Promise<Tally> {
  const reportFile = join(reports, 'vitest.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const { report, exitCode } = await runRunner<Parameters<typeof tallyVitest>[0]>({ command: 'vitest', args, env, reportFile });
  return tallyVitest(report, exitCode);
}

async function runBrowserTests(env: NodeJS.ProcessEnv): Promise<Tally> {
  const reportFile = join(reports, 'playwright.json');
  const { report, exitCode } = await runRunner<Parameters<typeof tallyPlaywright>[0]>({
    command: process.execPath,
    args: [join(root, 'e2e/node_modules/@playwright/test/cli.js'), 'test', '-c', 'e2e', '--reporter=list,json'],
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: reportFile },
    reportFile,
  });
  return tallyPlaywright(report, exitCode);
}

try {
  const env = { ...process.env, CHROMIUM_PATH: ensureChromium(), NGINX_PATH: ensureNginx() };
  const unit = await runUnitTests(env);
  await buildApps(root, (line) => console.log(`  ${line}`));
  const browser = await runBrowserTests(env);

  for (const { runner, problem } of [unit, browser]) if (problem) console.error(`\n${runner} failed: ${problem}.`);
  const { line, passed } = summarize([unit, browser]);
  console.log(`\n${line}`);
  process.exitCode = passed ? 0 : 1;
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  console.log('\n0 passed, 1 failed');
  process.exitCode = 1;
} finally {
  rmSync(reports, { recursive: true, force: true });
}
