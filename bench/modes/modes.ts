import { mkdtempSync, rmSync } from 'node:fs';
import { arch, availableParallelism, cpus, platform, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { startNats, startPostgres } from '@business-m/stack/backing';
import type { Summary } from '../measure/statistics.ts';
import { drawTable, printed } from '../measure/table.ts';
import { type BenchOptions, benchCalls } from './calls.ts';
import { benchPostings } from './postings.ts';
import { benchVouchers } from './vouchers.ts';

export const parts = ['calls', 'postings', 'vouchers'] as const;
type Part = (typeof parts)[number];

/** `only`: what to measure. `seconds`: of each contender in each round. */
type ModesOptions = { only: readonly Part[]; rounds: number; seconds: number; say: (line: string) => void };

/** Everything side by side, on servers of its own that are gone afterwards. */
export async function benchModes({ only, rounds, seconds, say }: ModesOptions) {
  const folder = mkdtempSync(join(tmpdir(), 'desk-bench-'));
  const postgres = await startPostgres({ folder: join(folder, 'postgres') });
  const nats = await startNats({ folder: join(folder, 'nats') }).catch(async (error: unknown) => {
    await postgres.stop();
    throw error;
  });
  const measure: Record<Part, (options: BenchOptions) => Promise<Record<string, Summary>>> = {
    calls: (options) => benchCalls(nats, options),
    postings: (options) => benchPostings(postgres, options),
    vouchers: (options) => benchVouchers(nats, postgres, options),
  };
  const roundMs = seconds * 1_000;
  /** By part, then by contender. */
  const results: Partial<Record<Part, Record<string, Summary>>> = {};
  try {
    for (const part of only) results[part] = await measure[part]({ rounds, roundMs, folder, say: (line) => say(`${part}: ${line}`) });
    const processor = `${cpus()[0]?.model.trim()} × ${availableParallelism()}, ${Math.round(totalmem() / 2 ** 30)} GiB`;
    const machine = `${processor}, ${platform()} ${release()} ${arch()}, Node ${process.version}`;
    return { machine, date: new Date().toISOString().slice(0, 10), rounds, roundMs, results };
  } finally {
    await nats.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The report for people. */
export function drawModes(report: Awaited<ReturnType<typeof benchModes>>): string {
  const head = (what: string) => [what, 'per s', 'of the limit', 'range', 'p50 ms', 'p99 ms'];
  const rows = (summaries: Record<string, Summary>, limit?: number) =>
    Object.entries(summaries).map(([name, { perSecond, perSecondRange, p50Ms, p99Ms }]) => [
      name,
      printed(perSecond),
      limit === undefined ? '' : `${Math.round((perSecond / limit) * 100)} %`,
      perSecondRange.map(printed).join(' – '),
      printed(p50Ms),
      printed(p99Ms),
    ]);
  // The fastest way to write the rows is the limit.
  const against = (summaries: Record<string, Summary>) => {
    const bare = Object.entries(summaries).filter(([name]) => name.startsWith('bare'));
    return rows(summaries, Math.max(...bare.map(([, { perSecond }]) => perSecond)));
  };
  const { calls, postings, vouchers } = report.results;
  const p50 = (transport: string) => calls?.[`references.resolve, ${transport}`]?.p50Ms ?? Number.NaN;
  return [
    `${report.machine}; ${report.date}; medians of ${report.rounds} rounds of ${report.roundMs / 1_000} s`,
    calls && drawTable(head('calls, one at a time'), rows(calls)),
    calls && `NATS adds at p50: ${printed(p50('NATS') - p50('local'))} ms to references.resolve`,
    postings && drawTable(head('postings, 10 at a time'), against(postings)),
    vouchers && drawTable(head('whole vouchers, 10 at a time'), against(vouchers)),
  ]
    .filter((part) => part !== undefined)
    .join('\n\n');
}
