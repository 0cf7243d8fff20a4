import { type Round, type Summary, summarize } from './statistics.ts';

/** One way to do the same work. */
export interface Contender {
  name: string;
  /** The work, once; `index` is never the same. */
  operation(index: number): Promise<void>;
  /** After each round, not measured: waits until nothing of it is under way any more. */
  settle?(): Promise<void>;
}

export interface ContestOptions {
  rounds: number;
  roundMs: number;
  /** How many do the work at once. */
  concurrency: number;
  say: (line: string) => void;
}

/** Measures contenders in interleaved rounds, so that the machine slows all of them alike. One round before warms up and does not count. */
export async function contest(contenders: readonly Contender[], options: ContestOptions): Promise<Record<string, Summary>> {
  const { rounds, roundMs, concurrency, say } = options;
  const measured = new Map<string, Round[]>(contenders.map(({ name }) => [name, []]));
  let index = 0;
  for (let round = 0; round <= rounds; round += 1) {
    say(round === 0 ? 'warming up' : `round ${round} of ${rounds}`);
    const turn = round % contenders.length;
    for (const contender of [...contenders.slice(turn), ...contenders.slice(0, turn)]) {
      const result = await runRound(contender, { roundMs, concurrency, next: () => index++ });
      await contender.settle?.();
      if (round > 0) measured.get(contender.name)?.push(result);
    }
  }
  return Object.fromEntries([...measured].map(([name, results]) => [name, summarize(results)]));
}

async function runRound(
  { operation }: Contender,
  { roundMs, concurrency, next }: { roundMs: number; concurrency: number; next: () => number },
): Promise<Round> {
  const latenciesMs: number[] = [];
  const startMs = performance.now();
  const worker = async () => {
    while (performance.now() - startMs < roundMs) {
      const beganMs = performance.now();
      await operation(next());
      latenciesMs.push(performance.now() - beganMs);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return { elapsedMs: performance.now() - startMs, latenciesMs };
}
