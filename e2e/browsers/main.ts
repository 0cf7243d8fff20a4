import { appendEvent } from '@business-m/tools/test';
import { startDeskStack } from '../fixtures/desk-stack.ts';
import { DeskPage } from './desk-page.ts';
import { openFirefox } from './firefox.ts';
import { type Journey, journeys } from './journeys.ts';
import { openWebKit } from './webkit.ts';

const browsers = { firefox: openFirefox, webkit: openWebKit };
const name = process.argv[2] ?? '';
const open = browsers[name as keyof typeof browsers];
if (!open) throw new Error(`There is no browser “${name}”: ${Object.keys(browsers).join(' or ')}.`);

/** Those whose name contains the second argument, or all. */
const chosen = journeys.filter((journey) => journey.name.includes(process.argv[3] ?? ''));
const place = { file: 'e2e/browsers/journeys.ts', project: name };
appendEvent({ kind: 'planned', files: 1, tests: chosen.length });
const startMs = Date.now();
// On PostgreSQL, which starts in a tenth of PGlite's time; the browser sees no difference.
const stack = await startDeskStack('postgres');
let failed = 0;
try {
  for (const journey of chosen) if (!(await passes(journey))) failed += 1;
} finally {
  await stack.stop();
}
appendEvent({ kind: 'file', ...place, ms: Date.now() - startMs });
appendEvent({ kind: 'done' });
process.exit(failed === 0 ? 0 : 1);

/** One journey in a browser of its own, so that nobody is signed in. Its console stays empty but for what it provokes. */
async function passes({ name: test, run, provokes }: Journey): Promise<boolean> {
  appendEvent({ kind: 'started', ...place, test });
  const beganMs = Date.now();
  const problem = await tryJourney(run, provokes).catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  const ms = Date.now() - beganMs;
  appendEvent({ kind: 'ended', ...place, test, outcome: problem === null ? 'passed' : 'failed', ms });
  process.stdout.write(`${problem === null ? '✓' : '✗'} ${test} (${(ms / 1_000).toFixed(1)} s)${problem === null ? '' : `\n${problem}`}\n`);
  await stack.manifest.restore();
  return problem === null;
}

async function tryJourney(run: Journey['run'], provokes: RegExp | undefined): Promise<string | null> {
  const driver = await open();
  try {
    await run(new DeskPage(driver, stack.desk), stack);
    const unexpected = driver.complaints().filter((line) => !provokes?.test(line));
    return unexpected.length === 0 ? null : `The console is not empty:\n${unexpected.join('\n')}`;
  } finally {
    await driver.close();
  }
}
