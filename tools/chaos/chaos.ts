import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scopes } from '@business-m/domains';
import { freePorts } from '@business-m/stack/process';
import { type Desk, startDesk } from '@business-m/stack/start';
import { type Databases, readLedger, readMessages, readWarehouse } from './audit/evidence.ts';
import { type Finding, judge } from './audit/invariants.ts';
import { type Broker, readStreams } from './audit/streams.ts';
import { injectFaults } from './inject.ts';
import { type FaultCounts, superviseTargets } from './kill-targets.ts';
import type { ProxyCounts } from './nats-proxy/link.ts';
import { type NatsProxy, startNatsProxy } from './nats-proxy/proxy.ts';
import { awaitQuiet } from './quiet.ts';
import { createRandom } from './random.ts';
import { type ClientCounts, noCounts, signIn } from './retrying-client.ts';
import { type ScheduledFault, scheduleFaults } from './schedule.ts';
import { planVouchers, type VoucherPlan } from './vouchers.ts';
import { type Workload, workThrough } from './workload.ts';

const ANSWER_LIMIT_MS = 300_000;
const FAULT_EVERY_MS = 5_000;
const targets = [...scopes.toReversed(), 'gateway', 'nats', 'postgres'];
/** Share of the answers to POSTs. */
const ANSWERS_DROPPED = 0.03;
const messageFaults = {
  delayed: 0.05,
  delayMaxMs: 800,
  duplicated: 0.05,
  republished: 0.05,
  republishedAfterMaxMs: 15_000,
  redelivered: 0.05,
  unacknowledged: 0.02,
};
const people = ['stock@example.com', 'demo@example.com'];

export interface ChaosOptions {
  seed: number;
  /** How long faults are injected and, as far as they allow, vouchers are made. */
  durationMs: number;
  vouchers: number;
  users: number;
  /** How often, on average, each fault point inside a process kills it. */
  pointKills: number;
  /** How long the desk may take to become quiet afterwards. */
  quietMs: number;
  say: (line: string) => void;
  signal: AbortSignal;
}

export interface ChaosReport {
  seed: number;
  /** Kept when something was found. */
  folder: string;
  schedule: ScheduledFault[];
  made: number;
  faults: FaultCounts;
  clients: ClientCounts;
  proxy: ProxyCounts;
  /** Null: it never became quiet. */
  quietAfterMs: number | null;
  surprises: string[];
  findings: Finding[];
}

/** Runs the desk in Enterprise mode, injects the seed's faults while clients work, and checks the invariants. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { seed, say, signal } = options;
  const folder = mkdtempSync(join(tmpdir(), `desk-chaos-${seed}-`));
  const [natsPort = 0] = await freePorts(1);
  const proxy = await startNatsProxy({ upstream: { host: '127.0.0.1', port: natsPort }, faults: { ...messageFaults, seed } });
  let desk: Desk | undefined;
  try {
    const env = { NATS_URL: `nats://127.0.0.1:${proxy.port}`, LOG_LEVEL: 'warn', DESK_TIME_ZONE: zoneAtNoon() };
    const settings = { mode: 'enterprise', ports: { nats: natsPort }, data: folder, seed: true, durable: false, env } as const;
    desk = await startDesk(settings, { say, signal });
    const report = await runUnderFaults({ desk, proxy, folder, natsPort }, options);
    await desk.stop();
    if (isSound(report)) rmSync(folder, { recursive: true, force: true });
    return report;
  } catch (error) {
    await desk?.stop();
    throw error;
  } finally {
    await proxy.stop();
  }
}

export function isSound({ findings, surprises, quietAfterMs }: ChaosReport): boolean {
  return quietAfterMs !== null && surprises.length === 0 && findings.every(({ violations }) => violations.length === 0);
}

type Parts = { desk: Desk; proxy: NatsProxy; folder: string; natsPort: number };

async function runUnderFaults({ desk, proxy, folder, natsPort }: Parts, options: ChaosOptions): Promise<ChaosReport> {
  const { seed, durationMs, quietMs, say, signal } = options;
  const { backing } = desk;
  if (!backing) throw new Error('Enterprise mode has servers behind it');
  const { nats, postgres } = backing;
  const faults: FaultCounts = { injected: {}, atFaultPoints: {}, missed: 0, surprises: [] };
  const clients = noCounts();
  const workload: Workload = { known: [], surprises: [], say };
  const schedule = scheduleFaults({ seed, durationMs, everyMs: FAULT_EVERY_MS });
  const likelihood = options.pointKills / options.vouchers;
  const killTargets = await superviseTargets(desk, targets, { seed, likelihood, faults, signal });
  const { first, users } = planVouchers({
    seed,
    vouchers: options.vouchers,
    users: options.users,
    postingDate: new Date().toISOString().slice(0, 10),
  });
  const work = async (plans: readonly VoucherPlan[], index: number, paceMs: number) => {
    const random = createRandom(`${seed} lost answers ${index}`);
    const client = await signIn({
      origin: desk.origins.desk,
      email: people[index % people.length] as string,
      password: 'demo',
      counts: clients,
      limitMs: ANSWER_LIMIT_MS,
      dropsAnswer: () => random() < ANSWERS_DROPPED,
      signal,
    });
    return workThrough(client, plans, workload, { paceMs, signal });
  };

  await work(first, 0, 0);
  await Promise.all([
    injectFaults(schedule, { killTargets, proxy, postgres, seed, faults, say, signal }),
    ...users.map((plans, index) => work(plans, index, durationMs / plans.length)),
  ]);
  proxy.heal();
  proxy.endFaults();
  say(`waiting for quiet after ${workload.known.length} vouchers`);
  await proxy.settled();
  const databases = backing.databases as Databases;
  const broker: Broker = { servers: `127.0.0.1:${natsPort}`, user: nats.user, password: nats.password, prefix: nats.prefix };
  const quietAfterMs = await awaitQuiet({ databases, broker, areUp: killTargets.areUp, limitMs: quietMs, signal });
  killTargets.stop();
  const [warehouse, ledger, messages, streams] = await Promise.all([
    readWarehouse(databases),
    readLedger(databases),
    readMessages(databases),
    readStreams(broker),
  ]);
  const findings = judge({ ...warehouse, ...ledger, messages, streams }, workload.known);
  const surprises = [...workload.surprises, ...faults.surprises];
  return { seed, folder, schedule, made: workload.known.length, faults, clients, proxy: proxy.counts, quietAfterMs, surprises, findings };
}

/** Where it is noon, on the day that it is in UTC: over a midnight, vouchers would be dated before what was cancelled since. POSIX counts zones westwards. */
function zoneAtNoon(): string {
  const west = new Date().getUTCHours() - 12;
  return `Etc/GMT${west < 0 ? '-' : '+'}${Math.abs(west)}`;
}
