import { type ChildOptions, startChild } from '../process/child.ts';
import { describeEnd, waitForHealth } from '../process/health.ts';
import type { StartProcess } from './process-stack.ts';

export type ProcessPlan = Omit<ChildOptions, 'cwd' | 'logFile'> & {
  /** Answers 2xx once the process is ready. */
  health: string;
  limitMs: number;
};

/** How a Node process of ours is started, and started again. */
export function startNode(plan: ProcessPlan, { cwd, logFile }: Pick<ChildOptions, 'cwd' | 'logFile'>): StartProcess {
  return async ({ onSpawn, env }) => {
    const child = startChild({ ...plan, cwd, logFile, env: { ...plan.env, ...env } });
    onSpawn(child);
    await waitForHealth(child, plan.health, plan.limitMs);
    return { ...child, exited: child.exited.then((exit) => describeEnd(child, exit)) };
  };
}
