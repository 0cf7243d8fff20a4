import { join } from 'node:path';
import { buildApps } from '../build/build-apps.ts';
import { takeDataFolder } from './data-folder.ts';
import { checkPorts } from './ports.ts';
import { createProcessStack } from './process-stack.ts';
import { type DeskOrigins, planProcesses } from './processes.ts';
import { publishRemotes } from './publish-remotes.ts';
import { type DeskSettings, root } from './settings.ts';

export type DeskOptions = {
  /** Start over: empty the data folder first. */
  fresh?: boolean;
  /** Progress, one line at a time. */
  say?: (line: string) => void;
  /** Gives up a start that is under way: `startDesk` then rejects with the signal's reason once everything is stopped. */
  signal?: AbortSignal;
};

export type Desk = {
  origins: DeskOrigins;
  /** Settles with a description when a process ends that nobody stopped; the others are stopped by then. */
  broken: Promise<string>;
  stop(): Promise<void>;
};

/**
 * Builds what changed, publishes the remotes and starts services, CDN and gateway.
 * When anything fails, what has been started is stopped again before the error is thrown.
 *
 * @throws Refusal when it cannot start as asked, StartFailure when a process did not become ready.
 */
export async function startDesk(settings: DeskSettings, { fresh = false, say = () => {}, signal }: DeskOptions = {}): Promise<Desk> {
  await checkPorts(settings.ports);
  const folder = takeDataFolder(settings.data, { fresh });
  const stack = createProcessStack({ cwd: root, logFolder: join(settings.data, 'log'), say });
  const stop = () => stack.stop().finally(folder.release);

  try {
    const plan = planProcesses(settings);
    const publishAndServe = async () => {
      await buildApps(root, say);
      await publishRemotes(root, join(settings.data, 'cdn'), say);
      await stack.run(plan.cdn);
    };
    const start = async () => {
      // The database opens and is seeded while the apps are being built.
      await Promise.all([stack.run(plan.services), publishAndServe()]);
      await stack.run(plan.gateway);
    };
    await (signal ? Promise.race([start(), aborted(signal)]) : start());
    return { origins: plan.origins, broken: stack.broken, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
}
