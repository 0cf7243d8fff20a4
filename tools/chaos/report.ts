import { type ChaosReport, isSound } from './chaos.ts';
import type { Strike } from './schedule.ts';

const SHOWN_MAX = 5;

export function printSchedule(seed: number, schedule: readonly Strike[]): string {
  const strikes = schedule.map(
    ({ atMs, target, downMs }) => `${(atMs / 1_000).toFixed(1)} s ${target}${downMs > 0 ? ` (${(downMs / 1_000).toFixed(1)} s)` : ''}`,
  );
  return `seed ${seed}, ${schedule.length} strikes: ${strikes.join(', ')}`;
}

/** What happened, for people; the last line is the verdict. */
export function printReport(report: ChaosReport): string {
  const { seed, folder, made, deaths, clients, proxy, quietAfterMs, surprises, findings } = report;
  const counted = (counts: Record<string, number>) =>
    Object.entries(counts)
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, count]) => `${name} ${count}`)
      .join(', ') || 'none';
  const { published, delivered, ...mischief } = proxy;
  const violated = findings.filter(({ violations }) => violations.length > 0);
  return [
    `vouchers     ${made}`,
    `requests     ${clients.requests} for ${clients.wishes} wishes; again after: ${counted(clients.retries)}`,
    `kill -9      ${counted(deaths.struck)}; down already: ${deaths.missed}`,
    `fault points ${counted(deaths.byItself)}`,
    `messages     ${published} published, ${delivered} delivered; ${counted(mischief)}`,
    quietAfterMs === null ? 'quiet        never' : `quiet        after ${(quietAfterMs / 1_000).toFixed(1)} s`,
    ...findings.map(({ invariant, violations }) => `${violations.length === 0 ? '✓' : '✗'} ${invariant}`),
    ...violated.flatMap(({ invariant, violations }) => ['', `${invariant}:`, ...shown(violations)]),
    ...(surprises.length > 0 ? ['', 'what nobody planned:', ...shown(surprises)] : []),
    '',
    isSound(report)
      ? `${findings.length} invariants hold.`
      : `Not sound. Again: npm run chaos -- --seed ${seed}; what is left lies in ${folder}`,
  ].join('\n');
}

function shown(lines: readonly string[]): string[] {
  const more = lines.length - SHOWN_MAX;
  return [...lines.slice(0, SHOWN_MAX).map((line) => `  ${line}`), ...(more > 0 ? [`  and ${more} more`] : [])];
}
