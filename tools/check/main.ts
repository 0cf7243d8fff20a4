import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { root } from '../../stack/workspace.ts';

const STEP_MS = 5 * 60_000;

type Step = { name: string; command: string[] };
type Outcome = { step: Step; passed: boolean; output: string };

// The longest first, so that the others fit beside them.
const steps: readonly Step[] = [
  ...['tsconfig.json', 'shell', 'packages', 'remotes', 'e2e'].map((project) => ({
    name: `types ${project}`,
    // Two of the steps run side by side: several checkers each would do much of the work once more.
    command: ['tsc', '-p', project, '--checkers', '1'],
  })),
  { name: 'dead code', command: ['knip', '--no-progress'] },
  { name: 'boundaries', command: ['node', 'tools/check/boundaries.ts'] },
  { name: 'lint and format', command: ['biome', 'ci', '--colors=off', '--error-on-warnings', '.'] },
  { name: 'business words', command: ['node', 'tools/check/business-words.ts'] },
];

function runStep(step: Step): Promise<Outcome> {
  const [command = '', ...args] = step.command;
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], timeout: STEP_MS });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.once('error', (error) => resolve({ step, passed: false, output: error.message }));
    child.once('close', (code) => resolve({ step, passed: code === 0, output }));
  });
}

const waiting = [...steps];
const failures: Outcome[] = [];
const worker = async () => {
  for (let step = waiting.shift(); step; step = waiting.shift()) {
    const startMs = Date.now();
    const outcome = await runStep(step);
    if (!outcome.passed) failures.push(outcome);
    console.log(`${outcome.passed ? '✓' : '✗'} ${step.name.padEnd(22)} ${((Date.now() - startMs) / 1000).toFixed(1)} s`);
  }
};
await Promise.all(Array.from({ length: availableParallelism() }, worker));

for (const { step, output } of failures) console.log(`\n── ${step.name}: ${step.command.join(' ')}\n\n${output.trim()}`);
console.log(failures.length === 0 ? '\nEvery check passed.' : `\n${failures.length} of ${steps.length} checks failed.`);
process.exitCode = failures.length === 0 ? 0 : 1;
