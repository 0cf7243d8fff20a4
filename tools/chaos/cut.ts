import { runChaos } from './chaos.ts';
import { printReport, printSchedule } from './report.ts';

const SEED = 7;
const LIMIT_MS = 15 * 60_000;

/** The minute of chaos that belongs to `npm test`: the same faults and vouchers each time, every target killed. */
export async function runCut(): Promise<{ runner: string; passed: number; failed: number }> {
  const report = await runChaos({
    seed: SEED,
    durationMs: 60_000,
    vouchers: 1_000,
    users: 6,
    quietMs: 150_000,
    say: (line) => console.log(`  ${line}`),
    signal: AbortSignal.timeout(LIMIT_MS),
  });
  console.log(`\n${printSchedule(report.seed, report.schedule)}\n\n${printReport(report)}`);
  const { findings, surprises, quietAfterMs, faults, schedule } = report;
  const spared = schedule.filter(({ target }) => !faults.injected[target]).map(({ target }) => `${target} was never killed`);
  const failures = [...findings.filter(({ violations }) => violations.length > 0), ...surprises, ...spared];
  return {
    runner: 'chaos',
    passed: findings.filter(({ violations }) => violations.length === 0).length,
    failed: failures.length + (quietAfterMs === null ? 1 : 0),
  };
}
