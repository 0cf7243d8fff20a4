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
export type Part = (typeof parts)[number];

export interface ModesOptions {
  /** What to measure. */
  only: readonly Part[];
  rounds: number;
  /** Of each contender in each round. */
  seconds: number;
  say: (line: string) => void;
}

export interface ModesReport {
  machine: string;
  date: string;
  rounds: number;
  roundMs: number;
  /** By part, then by contender. */
  results: Partial<Record<Part, Record<string, Summary>>>;
}

/** Everything side by side, on servers of its own that are gone afterwards. */
export async function benchModes({ only, rounds, seconds, say }: ModesOptions): Promise<ModesReport> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-bench-'));
  const postgres = await startPostgres({ folder: join(folder, 'postgres') });
  const nats = await startNats({ folder: join(folder, 'nats') }).catch(async (error: unknown) => {
    await postgres.stop();
    throw error;
  });
  const measure: Record<Part, (options: BenchOptions) => Promise<Record<string, Summary>>> = {
    calls: (options) => benchCalls(nats, options),
    postings: (options) => benchPostings(postgres, options),
    vouchers: (options) => benchVouchers({ nats, postgres }, options),
  };
  const roundMs = seconds * 1_000;
  const results: ModesReport['results'] = {};
  try {
    for (const part of only) results[part] = await measure[part]({ rounds, roundMs, folder, say: (line) => say(`${part}: ${line}`) });
    return {
      machine: `${cpus()[0]?.model.trim()} × ${availableParallelism()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()} ${release()} ${arch()}, Node ${process.version}`,
      date: new Date().toISOString().slice(0, 10),
      rounds,
      roundMs,
      results,
    };
  } finally {
    await nats.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The report for people. */
export function drawModes(report: ModesReport): string {
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
  const added = (name: string) => (calls?.[`${name}, NATS`]?.p50Ms ?? Number.NaN) - (calls?.[`${name}, local`]?.p50Ms ?? Number.NaN);
  return [
    `${report.machine}; ${report.date}; medians of ${report.rounds} rounds of ${report.roundMs / 1_000} s`,
    calls && drawTable(head('calls, one at a time'), rows(calls)),
    calls && `NATS adds at p50: ${['ledger.post', 'references.resolve'].map((name) => `${printed(added(name))} ms to ${name}`).join(', ')}`,
    postings && drawTable(head('postings, 10 at a time'), against(postings)),
    vouchers && drawTable(head('whole vouchers, 10 at a time'), against(vouchers)),
  ]
    .filter((part) => part !== undefined)
    .join('\n\n');
}
