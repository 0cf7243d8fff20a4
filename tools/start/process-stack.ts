import { join } from 'node:path';
import { type Child, startChild } from '../process/child.ts';
import { describeEnd, StartFailure, waitForHealth } from '../process/health.ts';

export type ProcessPlan = {
  name: string;
  args: string[];
  env: NodeJS.ProcessEnv /** Answers 2xx once the process is ready. */;
  health: string;
  limitMs: number;
};

/** Processes that live and die together. */
export type ProcessStack = {
  /** Starts one more and settles when it is healthy; throws {@link StartFailure} otherwise. */
  run(plan: ProcessPlan): Promise<void>;
  /** Settles with a description when a process ends that nobody stopped; the others are stopped by then. */
  broken: Promise<string>;
  /** Stops all, the last started first, so that nothing reaches a process that is going away. */
  stop(): Promise<void>;
};

export function createProcessStack({ cwd, logFolder, say }: { cwd: string; logFolder: string; say: (line: string) => void }): ProcessStack {
  const children: Child[] = [];
  const { promise: broken, resolve: reportBroken } = Promise.withResolvers<string>();
  let stopping: Promise<void> | undefined;

  const stop = () => {
    stopping ??= (async () => {
      for (const child of children.toReversed()) await child.stop();
    })();
    return stopping;
  };

  return {
    broken,
    stop,
    async run(plan) {
      if (stopping) throw new StartFailure(`${plan.name} was not started: the desk is stopping.`);
      const startMs = Date.now();
      const child = startChild({ ...plan, cwd, logFile: join(logFolder, `${plan.name}.log`) });
      children.push(child);
      await waitForHealth(child, plan.health, plan.limitMs);
      say(`${plan.name} ready in ${((Date.now() - startMs) / 1000).toFixed(1)} s`);
      child.exited.then(async (exit) => {
        if (stopping) return;
        const description = describeEnd(child, exit);
        await stop();
        reportBroken(description);
      });
    },
  };
}
