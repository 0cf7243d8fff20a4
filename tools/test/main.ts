import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ensureChromium, ensureNats, ensureNginx, ensurePostgres } from '@business-m/stack/programs';
import { buildApps } from '../../stack/build/build-apps.ts';
import { root } from '../../stack/workspace.ts';
import { runCut } from '../chaos/cut.ts';
import { runRunner } from './run-runner.ts';
import { countByProject, summarize, type Tally, tallyPlaywright, tallyVitest } from './tally.ts';

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
  const counts = Object.entries(report ? countByProject(report) : {});
  console.log(`\n${counts.map(([mode, count]) => `${count} browser tests in ${mode} mode`).join(', ')}`);
  return tallyPlaywright(report, exitCode);
}

async function run(tallies: Tally[]): Promise<void> {
  const env = {
    ...process.env,
    CHROMIUM_PATH: ensureChromium(),
    NGINX_PATH: ensureNginx(),
    NATS_SERVER_PATH: ensureNats(),
    POSTGRES_BIN: dirname(ensurePostgres().postgres),
  };
  tallies.push(await runUnitTests(env));
  await buildApps(root, (line) => console.log(`  ${line}`));
  tallies.push(await runBrowserTests(env));
  tallies.push(await runCut());
}

const tallies: Tally[] = [];
try {
  await run(tallies);
} catch (error) {
  tallies.push({ runner: 'npm test', passed: 0, failed: 1, problem: error instanceof Error ? error.message : String(error) });
} finally {
  rmSync(reports, { recursive: true, force: true });
}
for (const { runner, problem } of tallies) if (problem) console.error(`\n${runner} failed: ${problem}`);
const { line, passed } = summarize(tallies);
console.log(`\n${line}`);
process.exitCode = passed ? 0 : 1;
