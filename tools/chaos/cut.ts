import '../../stack/process/leash.ts';
import { appendEvent } from '../test/events.ts';
import { runChaos } from './chaos.ts';
import { printReport, printSchedule } from './report.ts';

const SEED = 7;
const VOUCHERS_A_SECOND = 16;
const SECONDS_A_POINT_KILL = 15;
/** What was under way when the last target came back: three times what it took beside two busy loops. */
const QUIET_MS = 8 * 60_000;

/** The chaos that belongs to `npm test`: the same faults and vouchers each time, every target killed. Reports its findings as tests. */
async function runCut(seconds: number): Promise<void> {
  const place = { file: 'tools/chaos/cut.ts', project: 'chaos' };
  const startMs = Date.now();
  const tell = (test: string, ok: boolean) =>
    appendEvent({ kind: 'ended', ...place, test, outcome: ok ? 'passed' : 'failed', ms: Date.now() - startMs });
  appendEvent({ kind: 'planned', files: 1 });
  const report = await runChaos({
    seed: SEED,
    durationMs: seconds * 1_000,
    vouchers: seconds * VOUCHERS_A_SECOND,
    users: 6,
    pointKills: Math.ceil(seconds / SECONDS_A_POINT_KILL),
    quietMs: QUIET_MS,
    say(line) {
      console.log(`  ${line}`);
      appendEvent({ kind: 'started', ...place, test: line });
    },
    // The limit of the step ends a run that hangs.
    signal: new AbortController().signal,
  });
  console.log(`\n${printSchedule(report.seed, report.schedule)}\n\n${printReport(report)}`);
  const { findings, surprises, quietAfterMs, faults, schedule } = report;
  for (const { invariant, violations } of findings) tell(invariant, violations.length === 0);
  for (const { target } of schedule) if (!faults.injected[target]) tell(`${target} is killed`, false);
  for (const surprise of surprises) tell(surprise, false);
  tell('everything comes to rest', quietAfterMs !== null);
  appendEvent({ kind: 'file', ...place, ms: Date.now() - startMs });
  appendEvent({ kind: 'done' });
  process.exit(findings.some(({ violations }) => violations.length > 0) || surprises.length > 0 || quietAfterMs === null ? 1 : 0);
}

await runCut(Number(process.argv[2] ?? 60));
