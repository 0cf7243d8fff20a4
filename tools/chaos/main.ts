import '../../stack/process/leash.ts';
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { isSound, runChaos } from './chaos.ts';
import { printReport, printSchedule } from './report.ts';

const SEED_MAX = 999_999;
const QUIET_MS = 180_000;

const { values } = parseArgs({
  options: { seed: { type: 'string' }, minutes: { type: 'string' }, vouchers: { type: 'string' }, users: { type: 'string' } },
});

function numberOf(name: keyof typeof values, absent: number): number {
  const text = values[name];
  if (text === undefined) return absent;
  const number = Number(text);
  if (!(number > 0)) throw new Error(`--${name} is a number above zero, not “${text}”`);
  return number;
}

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort(new Error('Stopped.')));

try {
  const options = {
    seed: Math.round(numberOf('seed', randomInt(1, SEED_MAX))),
    durationMs: numberOf('minutes', 5) * 60_000,
    vouchers: Math.round(numberOf('vouchers', 5_000)),
    users: Math.round(numberOf('users', 6)),
    pointKills: 4,
  };
  const say = (line: string) => console.log(`  ${line}`);
  const report = await runChaos({ ...options, quietMs: QUIET_MS, say, signal: stop.signal });
  console.log(`\n${printSchedule(report.seed, report.schedule)}\n\n${printReport(report)}`);
  process.exit(isSound(report) ? 0 : 1);
} catch (error) {
  console.error(error);
  process.exit(1);
}
