import { type ChaosReport, isSound } from './chaos.ts';
import { printFault, type ScheduledFault } from './schedule.ts';

const SHOWN_MAX = 5;

export function printSchedule(seed: number, schedule: readonly ScheduledFault[]): string {
  return `seed ${seed}, ${schedule.length} faults: ${schedule.map(printFault).join(', ')}`;
}

/** What happened, for people; the last line is the verdict. */
export function printReport(report: ChaosReport): string {
  const { seed, folder, made, faults, clients, proxy, quietAfterMs, surprises, findings } = report;
  const counted = (counts: Record<string, number>) =>
    Object.entries(counts)
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, count]) => `${name} ${count}`)
      .join(', ') || 'none';
  const { published, delivered, ...messageFaults } = proxy;
  const violated = findings.filter(({ violations }) => violations.length > 0);
  return [
    `vouchers     ${made}`,
    `requests     ${clients.requests} for ${clients.operations} operations; retried after: ${counted(clients.retries)}`,
    `injected     ${counted(faults.injected)}; down already: ${faults.missed}`,
    `fault points ${counted(faults.atFaultPoints)}`,
    `messages     ${published} published, ${delivered} delivered; ${counted(messageFaults)}`,
    quietAfterMs === null ? 'quiet        never' : `quiet        after ${(quietAfterMs / 1_000).toFixed(1)} s`,
    ...findings.map(({ invariant, violations }) => `${violations.length === 0 ? '✓' : '✗'} ${invariant}`),
    ...violated.flatMap(({ invariant, violations }) => ['', `${invariant}:`, ...shown(violations)]),
    ...(surprises.length > 0 ? ['', 'unexpected:', ...shown(surprises)] : []),
    '',
    isSound(report)
      ? `${findings.length} invariants hold.`
      : `Failed. Run it again with npm run chaos -- --seed ${seed}; its data is in ${folder}`,
  ].join('\n');
}

function shown(lines: readonly string[]): string[] {
  const more = lines.length - SHOWN_MAX;
  return [...lines.slice(0, SHOWN_MAX).map((line) => `  ${line}`), ...(more > 0 ? [`  and ${more} more`] : [])];
}
