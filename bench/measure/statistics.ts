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
  const rates = rounds.map(({ elapsedMs, latenciesMs }) => (latenciesMs.length / elapsedMs) * 1_000);
  const latencies = rounds.flatMap(({ latenciesMs }) => latenciesMs);
  return {
    perSecond: quantile(rates, 0.5),
    perSecondRange: [quantile(rates, 0), quantile(rates, 1)],
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
    operations: latencies.length,
  };
}

/** Between the two nearest values; NaN when there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? below;
  return below + (above - below) * (position - Math.floor(position));
}
