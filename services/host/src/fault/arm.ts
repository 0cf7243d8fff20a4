import { armFaultPoints } from '@business-m/protocols';
import type { Logger } from 'pino';
import type { FaultSettings } from '../environment/fault-settings.ts';

/** Makes this process kill itself at fault points, with the given probabilities; one seed gives one sequence of draws. */
export function armFaults({ probabilities, seed }: FaultSettings, log: Logger): void {
  const next = seeded(seed);
  armFaultPoints((point) => {
    const probability = probabilities.get(point);
    if (probability === undefined || next() >= probability) return;
    process.stderr.write(`services: killed by the fault point ${point}\n`);
    process.kill(process.pid, 'SIGKILL');
  });
  log.warn({ seed, points: Object.fromEntries(probabilities) }, 'M_FAULT_POINTS is set: this process will kill itself');
}

/** Numbers in [0, 1), the same ones for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
