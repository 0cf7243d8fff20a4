import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scopes } from '@business-m/domains';
import { freePorts } from '../process/index.ts';
import { type Desk, startDesk } from '../start/index.ts';
import { type Databases, readLedger, readMessages, readWarehouse } from './audit/evidence.ts';
import { type Finding, judge } from './audit/invariants.ts';
import { type Broker, readStreams } from './audit/streams.ts';
import { type ClientCounts, noCounts, signIn } from './good-client.ts';
import type { MischiefOptions } from './nats-proxy/mischief.ts';
import { type NatsProxy, type ProxyCounts, startNatsProxy } from './nats-proxy/proxy.ts';
import { awaitQuiet } from './quiet.ts';
import { createRandom } from './random.ts';
import { planStrikes, type Strike } from './schedule.ts';
import { strikeBySchedule } from './strike.ts';
import { type Deaths, keepVictims } from './victims.ts';
import { planVouchers, type VoucherPlan } from './vouchers.ts';
import { type Workload, workThrough } from './workload.ts';

const PATIENCE_MS = 300_000;
const STRIKE_EVERY_MS = 5_000;
const victims = [...scopes.toReversed(), 'gateway', 'nats', 'postgres'];
/** Of answers to what people ask for. */
const ANSWERS_LOST = 0.03;
const people = ['stock@example.com', 'demo@example.com'];

export interface ChaosOptions {
  seed: number;
  /** How long strikes go on and, as far as they allow, vouchers are made. */
  durationMs: number;
  vouchers: number;
  users: number;
  /** How long it may take until nothing is under way any more. */
  quietMs: number;
  say: (line: string) => void;
  signal: AbortSignal;
}

export interface ChaosReport {
  seed: number;
  /** Kept when something was found. */
  folder: string;
  schedule: Strike[];
  made: number;
  deaths: Deaths;
  clients: ClientCounts;
  proxy: ProxyCounts;
  /** Null: it never became quiet. */
  quietAfterMs: number | null;
  surprises: string[];
  findings: Finding[];
}

/** Runs the desk in Enterprise mode, does to it what the seed says while people work, and looks at what is left. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { seed, say, signal } = options;
  const folder = mkdtempSync(join(tmpdir(), `desk-chaos-${seed}-`));
  const [natsPort = 0] = await freePorts(1);
  const proxy = await startNatsProxy({ upstream: { host: '127.0.0.1', port: natsPort }, mischief: mischiefOf(seed) });
  let desk: Desk | undefined;
  try {
    desk = await startDesk(
      {
        mode: 'enterprise',
        ports: { nats: natsPort },
        data: folder,
        seed: true,
        durable: false,
        env: { NATS_URL: `nats://127.0.0.1:${proxy.port}`, LOG_LEVEL: 'warn' },
      },
      { say, signal },
    );
    const report = await rage({ desk, proxy, folder, natsPort }, options);
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

interface Scene {
  desk: Desk;
  proxy: NatsProxy;
  folder: string;
  natsPort: number;
}

async function rage({ desk, proxy, folder, natsPort }: Scene, options: ChaosOptions): Promise<ChaosReport> {
  const { seed, durationMs, quietMs, say, signal } = options;
  const { backing } = desk;
  if (!backing) throw new Error('Enterprise mode has servers behind it');
  const deaths: Deaths = { struck: {}, byItself: {}, missed: 0, surprises: [] };
  const clients = noCounts();
  const workload: Workload = { known: [], surprises: [], say };
  const schedule = planStrikes({ seed, durationMs, everyMs: STRIKE_EVERY_MS });
  // On average each point strikes some four times.
  const likelihood = 4 / options.vouchers;
  const keeper = await keepVictims(desk, victims, { seed, likelihood, deaths, signal });
  const { first, users } = planVouchers({ seed, vouchers: options.vouchers, users: options.users, postingDate: tomorrow() });
  const session = (index: number) =>
    signIn({
      origin: desk.origins.desk,
      email: people[index % people.length] as string,
      password: 'demo',
      counts: clients,
      patienceMs: PATIENCE_MS,
      losesAnswer: losses(index),
      signal,
    });
  const losses = (index: number) => {
    const random = createRandom(`${seed} lost answers ${index}`);
    return () => random() < ANSWERS_LOST;
  };
  const work = async (plans: readonly VoucherPlan[], index: number, paceMs: number) =>
    workThrough(await session(index), plans, workload, { paceMs, signal });

  await work(first, 0, 0);
  await Promise.all([
    strikeBySchedule(schedule, { victims: keeper, proxy, postgres: backing.postgres, seed, deaths, say, signal }),
    ...users.map((plans, index) => work(plans, index, durationMs / plans.length)),
  ]);
  proxy.heal();
  proxy.calm();
  say(`waiting for quiet after ${workload.known.length} vouchers`);
  await proxy.settled();
  const { nats } = backing;
  const databases = databasesOf(backing.databases);
  const broker: Broker = { servers: `127.0.0.1:${natsPort}`, user: nats.user, password: nats.password, prefix: nats.prefix };
  const quietAfterMs = await awaitQuiet({ databases, broker, areUp: keeper.areUp, limitMs: quietMs, signal });
  keeper.stop();
  const [warehouse, ledger, messages, streams] = await Promise.all([
    readWarehouse(databases.wms),
    readLedger(databases.finance),
    readMessages(databases),
    readStreams(broker),
  ]);
  const findings = judge({ ...warehouse, ...ledger, messages, streams }, workload.known);
  const surprises = [...workload.surprises, ...deaths.surprises];
  return { seed, folder, schedule, made: workload.known.length, deaths, clients, proxy: proxy.counts, quietAfterMs, surprises, findings };
}

function mischiefOf(seed: number): MischiefOptions {
  return {
    seed,
    delayed: 0.05,
    delayMaxMs: 800,
    duplicated: 0.05,
    republished: 0.05,
    republishedAfterMaxMs: 15_000,
    redelivered: 0.05,
    unacknowledged: 0.02,
  };
}

function databasesOf(urls: Record<string, string>): Databases {
  const of = (scope: string) => ({ url: urls[scope] ?? '', schema: scope });
  return { masters: of('masters'), finance: of('finance'), wms: of('wms') };
}

/** The warehouse allows one day of grace, and a run over midnight then has no voucher dated before another. */
function tomorrow(): string {
  return new Date(Date.now() + 24 * 60 * 60 * 1_000).toISOString().slice(0, 10);
}
