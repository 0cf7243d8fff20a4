import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { root } from '../../stack/workspace.ts';

const RUNNER_MS = 15 * 60_000;

export type RunnerOptions = { command: string; args: readonly string[]; env: NodeJS.ProcessEnv; reportFile: string };

/** Runs a test runner, showing what it prints, and answers its JSON report (null when it wrote none). */
export async function runRunner<Report>({
  command,
  args,
  env,
  reportFile,
}: RunnerOptions): Promise<{ exitCode: number; report: Report | null }> {
  rmSync(reportFile, { force: true });
  const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'], timeout: RUNNER_MS });
  const exitCode = await new Promise<number>((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
  return { exitCode, report: existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : null };
}
