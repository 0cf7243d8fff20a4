import { join } from 'node:path';
import { buildApps } from '../build/build-apps.ts';
import { runNode } from '../process/run.ts';
import { root } from '../workspace.ts';
import { type BackingServices, startBackingServices } from './backing-services.ts';
import { keepCompany, readCompany } from './company.ts';
import { noteMode, takeDataFolder } from './data-folder.ts';
import { type ProcessPlan, startNode } from './node-process.ts';
import { planServicesProcesses } from './plan-moved-processes.ts';
import { takePorts } from './ports.ts';
import { createProcessStack, type StackProcess } from './process-stack.ts';
import { type DeskOrigins, keepPlaces, planProcesses, type ServicesPlan } from './processes.ts';
import { publishRemotes } from './publish-remotes.ts';
import { readSecrets } from './secrets.ts';
import { type DeskMode, type DeskSettings, modeNames } from './settings.ts';

export type { DeskMode, StackProcess };

const MIGRATE_MS = 360_000;

export type DeskOptions = {
  /** Start over: empty the data folder first. */
  fresh?: boolean;
  /** Progress, one line at a time. */
  say?: (line: string) => void;
  /** Start a process again that ends unasked, as long as it does so less than three times within a minute; otherwise all stop at once. */
  restart?: boolean;
  /** Gives up a start that is under way: `startDesk` then rejects with the signal's reason once everything is stopped. */
  signal?: AbortSignal;
};

export type Desk = {
  mode: DeskMode;
  origins: DeskOrigins;
  /** PostgreSQL, NATS and how to reach them; null in Indie mode. */
  backing: BackingServices | null;
  /** `gateway`, `cdn`, `services` or one a domain, `nats`, `postgres`. */
  process(name: string): StackProcess;
  /** Settles with a description when a process ended that nobody stopped, and is not started again; the others are stopped by then. */
  broken: Promise<string>;
  stop(): Promise<void>;
};

/** Builds, publishes, migrates and starts; stops all when a step fails. @throws Refusal when it may not start as asked, or StartFailure */
export async function startDesk(
  asked: DeskSettings,
  { fresh = false, say = () => {}, restart = false, signal }: DeskOptions = {},
): Promise<Desk> {
  const { mode = 'indie', data, durable = true } = asked;
  const ports = await takePorts(mode, asked.ports, asked.host);
  const folder = takeDataFolder(data, { fresh });
  const stack = createProcessStack(say, restart ? { restart: {} } : {});
  const stop = () => stack.stop().finally(folder.release);
  const run = (plan: ProcessPlan) => stack.run(plan.name, startNode(plan, { cwd: root, logFile: join(data, 'log', `${plan.name}.log`) }));

  try {
    const before = noteMode(data, mode);
    if (before !== null && before !== mode) say(`the data of ${modeNames[before]} stay where they are; ${modeNames[mode]} has its own`);
    const company = readCompany(data, process.env);
    const settings: DeskSettings = { ...asked, env: { ...asked.env, ...company } };
    const secrets = readSecrets(data);
    const plan = planProcesses({ settings, ports, secrets });
    const serve = async () => {
      const backing = mode === 'indie' ? null : await startBackingServices({ mode, data, ports, secrets, durable, stack });
      const { services, moved } = await planServicesProcesses({ own: plan.services(backing), settings, ports, secrets, backing, say });
      await Promise.all(services.map((each) => migrate(each, say)));
      await Promise.all(services.map(run));
      return { backing, moved };
    };
    const publishAndServe = async () => {
      await buildApps(root, say);
      await publishRemotes(root, join(data, 'cdn'), say);
      await run(plan.cdn);
    };
    const start = async (): Promise<Desk> => {
      // The databases open and are seeded while the apps are being built.
      const [{ backing, moved }] = await Promise.all([serve(), publishAndServe()]);
      await run(plan.gateway);
      keepPlaces(settings, ports, plan.origins);
      keepCompany(data, company);
      const services = { ...plan.origins.services, ...Object.fromEntries(moved.map(({ name, origin }) => [name, origin])) };
      return { mode, origins: { ...plan.origins, services }, backing, process: stack.process, broken: stack.broken, stop };
    };
    return await (signal ? Promise.race([start(), aborted(signal)]) : start());
  } catch (error) {
    await stop();
    throw error;
  }
}

async function migrate({ name, migrate: command }: ServicesPlan, say: (line: string) => void): Promise<void> {
  if (!command) return;
  const printed = await runNode({ name: `Migrating the database of ${name}`, ...command, cwd: root, limitMs: MIGRATE_MS });
  for (const line of printed.trim().split('\n')) say(line);
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
}
