import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { count, type FaultCounts, type KillTargets } from './kill-targets.ts';
import type { NatsProxy } from './nats-proxy/proxy.ts';
import { createRandom, oneOf } from './random.ts';
import { printFault, type ScheduledFault } from './schedule.ts';

const CONNECT_MS = 2_000;

interface InjectOptions {
  killTargets: KillTargets;
  proxy: NatsProxy;
  /** The superuser's connection string. */
  postgres: string;
  seed: number;
  faults: FaultCounts;
  say: (line: string) => void;
  signal: AbortSignal;
}

/** Carries a schedule out, beginning now. */
export async function injectFaults(schedule: readonly ScheduledFault[], options: InjectOptions): Promise<void> {
  const startMs = Date.now();
  const random = createRandom(`${options.seed} backends`);
  for (const fault of schedule) {
    await delay(Math.max(0, startMs + fault.atMs - Date.now()), undefined, { signal: options.signal });
    options.say(printFault(fault));
    if (fault.target === 'network') cutNetwork(fault.downMs, options);
    else if (fault.target === 'backend') await killBackend(random, options);
    else await options.killTargets.kill(fault.target, fault.downMs);
  }
}

/** Does not wait until the network is back: other targets fail meanwhile. */
function cutNetwork(downMs: number, { proxy, faults, signal }: InjectOptions): void {
  count(faults.injected, 'network');
  if (downMs === 0) proxy.cut();
  else {
    proxy.partition();
    void delay(downMs, undefined, { signal }).then(proxy.heal, proxy.heal);
  }
}

/** PostgreSQL takes the death of one backend for a crash: it ends all the others and recovers from its log. */
async function killBackend(random: () => number, { postgres, faults }: InjectOptions): Promise<void> {
  const client = new Client({ connectionString: postgres, connectionTimeoutMillis: CONNECT_MS, query_timeout: CONNECT_MS });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ pid: number }>(
      "select pid from pg_stat_activity where backend_type = 'client backend' and datname in ('wms', 'finance') order by pid",
    );
    if (rows.length === 0) throw new Error('no connection to kill');
    process.kill(oneOf(random, rows).pid, 'SIGKILL');
    count(faults.injected, 'backend');
  } catch {
    // The server is down, or no domain is connected.
    faults.missed += 1;
  } finally {
    await client.end().catch(() => {});
  }
}
