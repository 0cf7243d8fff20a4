import { setTimeout as delay } from 'node:timers/promises';
import type { Desk, StackProcess } from '@business-m/stack/start';
import { createRandom, wholeBetween } from './random.ts';
import { faultPointsOf } from './schedule.ts';

const RETRY_MS = 500;
/** How long a process stays down that killed itself. */
const OWN_DOWN_MS_MAX = 2_000;

export interface FaultCounts {
  /** Kills and cuts, by target. */
  injected: Record<string, number>;
  /** Processes that killed themselves, by fault point. */
  atFaultPoints: Record<string, number>;
  /** Faults for a target that was down already. */
  missed: number;
  /** Ends and failed starts that no fault explains. */
  surprises: string[];
}

export type KillTargets = Awaited<ReturnType<typeof superviseTargets>>;

interface SuperviseOptions {
  seed: number;
  /** How likely a process kills itself at each of its fault points. */
  likelihood: number;
  faults: FaultCounts;
  signal: AbortSignal;
}

/** Restarts processes a while after they end, as an orchestrator would. Settles when those with fault points run with them. */
export async function superviseTargets(desk: Pick<Desk, 'process'>, names: readonly string[], options: SuperviseOptions) {
  const { seed, likelihood, faults, signal } = options;
  const random = createRandom(`${seed} recoveries`);
  const down = new Set<string>();
  const plannedDownMs = new Map<string, number>();
  let stopped = false;

  async function supervise(name: string, process: StackProcess): Promise<void> {
    for (let life = 1; !stopped; life += 1) {
      const description = await process.awaitEnd();
      down.add(name);
      if (stopped) return;
      const downMs = plannedDownMs.get(name) ?? noteOwnEnd(name, description);
      plannedDownMs.delete(name);
      await delay(downMs, undefined, { signal });
      while (!stopped && !(await start(process, name, life))) await delay(RETRY_MS, undefined, { signal });
      down.delete(name);
    }
  }

  function noteOwnEnd(name: string, description: string): number {
    const [, point] = /killed by the fault point ([a-z.]+)/.exec(description) ?? [];
    if (point === undefined) faults.surprises.push(`${name} ended by itself: ${description.slice(0, 600)}`);
    else count(faults.atFaultPoints, point);
    return wholeBetween(random, 0, OWN_DOWN_MS_MAX);
  }

  /** False when it did not become ready: it handles messages before that, and may kill itself at a fault point. */
  async function start(process: StackProcess, name: string, life: number): Promise<boolean> {
    const points = faultPointsOf(seed, name, life, likelihood);
    try {
      await process.restart(points === null ? {} : { NODE_ENV: 'test', M_FAULT_POINTS: points });
      return true;
    } catch (error) {
      if (!stopped && !signal.aborted) noteOwnEnd(name, error instanceof Error ? error.message : String(error));
      return stopped;
    }
  }

  await Promise.all(names.filter((name) => faultPointsOf(seed, name, 0, likelihood)).map((name) => start(desk.process(name), name, 0)));
  for (const name of names) {
    supervise(name, desk.process(name)).catch((error: unknown) => signal.aborted || faults.surprises.push(String(error)));
  }
  return {
    /** Kill -9; the process is started again after `downMs`. */
    async kill(name: string, downMs: number): Promise<void> {
      if (down.has(name)) {
        faults.missed += 1;
        return;
      }
      count(faults.injected, name);
      plannedDownMs.set(name, downMs);
      await desk.process(name).kill('SIGKILL');
    },
    areUp: () => down.size === 0,
    /** From here on no process is started again. */
    stop() {
      stopped = true;
    },
  };
}

export function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
