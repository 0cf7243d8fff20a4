/** What repeated measuring of one thing came to; times in milliseconds. */
export interface Summary {
  /** Of the rounds, in operations per second. */
  perSecond: number;
  /** Slowest and fastest round: how far one may trust the median. */
  perSecondRange: [number, number];
  p50Ms: number;
  p99Ms: number;
  operations: number;
}

/** One round: how long it took, and how long each operation. */
export interface Round {
  elapsedMs: number;
  latenciesMs: number[];
}

export function summarize(rounds: readonly Round[]): Summary {
  const rates = rounds.map(({ elapsedMs, latenciesMs }) => (latenciesMs.length / elapsedMs) * 1_000).toSorted(ascending);
  const latencies = rounds.flatMap(({ latenciesMs }) => latenciesMs).toSorted(ascending);
  return {
    perSecond: quantile(rates, 0.5),
    perSecondRange: [rates[0] ?? Number.NaN, rates.at(-1) ?? Number.NaN],
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
    operations: latencies.length,
  };
}

const ascending = (left: number, right: number) => left - right;

/** Of sorted values, between the two nearest ones; NaN when there are none. */
export function quantile(sorted: readonly number[], share: number): number {
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? below;
  return below + (above - below) * (position - Math.floor(position));
}
