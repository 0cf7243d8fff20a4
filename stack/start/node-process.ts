import { type ChildOptions, startChild } from '../process/child.ts';
import { describeEnd, type FindHindrance, waitForHealth } from '../process/health.ts';
import type { StartProcess } from './process-stack.ts';

export type ProcessPlan = Omit<ChildOptions, 'cwd' | 'logFile'> & {
  /** Answers 2xx once the process is ready. */
  health: string;
  limitMs: number;
  /** Asked while it is not ready. */
  findHindrance?: FindHindrance;
};

/** How a Node process of ours is started, and started again. */
export function startNode(plan: ProcessPlan, { cwd, logFile }: Pick<ChildOptions, 'cwd' | 'logFile'>): StartProcess {
  return async ({ onSpawn, env }) => {
    const child = startChild({ ...plan, cwd, logFile, env: { ...plan.env, ...env } });
    onSpawn(child);
    await waitForHealth(child, plan.health, plan.limitMs, plan.findHindrance);
    return { ...child, exited: child.exited.then((exit) => describeEnd(child, exit)) };
  };
}
