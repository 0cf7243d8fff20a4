import { setTimeout as delay } from 'node:timers/promises';
import type { Desk, StackProcess } from '@business-m/stack/start';
import { createRandom, wholeBetween } from './random.ts';
import { faultPointsOf } from './schedule.ts';

const RETRY_MS = 500;
/** How long one stays down that killed itself. */
const OWN_DOWN_MS_MAX = 2_000;

/** Which processes died how often, and of what. */
export interface Deaths {
  /** By process. */
  struck: Record<string, number>;
  /** By fault point. */
  byItself: Record<string, number>;
  /** Strikes at a process that was down already. */
  missed: number;
  /** Ends that nobody planned, and starts that failed otherwise. */
  surprises: string[];
}

export interface Victims {
  /** Kill -9; it is started again after `downMs`. */
  strike(name: string, downMs: number): Promise<void>;
  areUp(): boolean;
  /** From here on nobody is started again. */
  stop(): void;
}

export interface VictimOptions {
  seed: number;
  /** How likely a process kills itself at each of its fault points. */
  likelihood: number;
  deaths: Deaths;
  signal: AbortSignal;
}

/**
 * Keeps processes running: whatever ends one, it is started again a while later, as an orchestrator would. Settles when those that have fault
 * points have been started with them.
 */
export async function keepVictims(desk: Pick<Desk, 'process'>, names: readonly string[], options: VictimOptions): Promise<Victims> {
  const { seed, likelihood, deaths, signal } = options;
  const random = createRandom(`${seed} recoveries`);
  const up = new Map<string, boolean>(names.map((name) => [name, true]));
  const struck = new Map<string, number>();
  let stopped = false;

  async function keep(name: string, process: StackProcess): Promise<void> {
    for (let life = 1; !stopped; life += 1) {
      const description = await process.awaitEnd();
      up.set(name, false);
      if (stopped) return;
      const downMs = struck.get(name) ?? noteOwnEnd(name, description);
      struck.delete(name);
      await delay(downMs, undefined, { signal });
      while (!stopped && !(await started(process, name, life))) await delay(RETRY_MS, undefined, { signal });
      up.set(name, true);
    }
  }

  function noteOwnEnd(name: string, description: string): number {
    const point = faultPointIn(description);
    if (point === null) deaths.surprises.push(`${name} ended by itself: ${description.slice(0, 600)}`);
    else deaths.byItself[point] = (deaths.byItself[point] ?? 0) + 1;
    return wholeBetween(random, 0, OWN_DOWN_MS_MAX);
  }

  /** A process may kill itself before it answers for the first time: it works on messages earlier. */
  async function started(process: StackProcess, name: string, life: number): Promise<boolean> {
    const faults = faultPointsOf(seed, name, life, likelihood);
    try {
      await process.restart(faults === null ? {} : { NODE_ENV: 'test', M_FAULT_POINTS: faults });
      return true;
    } catch (error) {
      const description = error instanceof Error ? error.message : String(error);
      if (!stopped && !signal.aborted) noteOwnEnd(name, description);
      return stopped;
    }
  }

  await Promise.all(names.filter((name) => faultPointsOf(seed, name, 0, likelihood)).map((name) => started(desk.process(name), name, 0)));
  const keepers = names.map((name) => keep(name, desk.process(name)).catch((error: unknown) => signal.aborted || Promise.reject(error)));
  void Promise.all(keepers).catch((error: unknown) => deaths.surprises.push(String(error)));
  return {
    async strike(name, downMs) {
      if (!up.get(name)) {
        deaths.missed += 1;
        return;
      }
      deaths.struck[name] = (deaths.struck[name] ?? 0) + 1;
      struck.set(name, downMs);
      await desk.process(name).kill('SIGKILL');
    },
    areUp: () => [...up.values()].every(Boolean),
    stop() {
      stopped = true;
    },
  };
}

function faultPointIn(description: string): string | null {
  return /killed by the fault point ([a-z.]+)/.exec(description)?.[1] ?? null;
}
