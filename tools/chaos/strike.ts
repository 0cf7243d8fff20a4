import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { NatsProxy } from './nats-proxy/proxy.ts';
import { createRandom, oneOf } from './random.ts';
import type { Strike } from './schedule.ts';
import type { Deaths, Victims } from './victims.ts';

const CONNECT_MS = 2_000;

export interface StrikeOptions {
  victims: Victims;
  proxy: NatsProxy;
  /** The superuser's connection string. */
  postgres: string;
  seed: number;
  deaths: Deaths;
  say: (line: string) => void;
  signal: AbortSignal;
}

/** Carries a schedule out, beginning now. */
export async function strikeBySchedule(schedule: readonly Strike[], options: StrikeOptions): Promise<void> {
  const startMs = Date.now();
  const random = createRandom(`${options.seed} backends`);
  for (const { atMs, target, downMs } of schedule) {
    await delay(Math.max(0, startMs + atMs - Date.now()), undefined, { signal: options.signal });
    options.say(`${((Date.now() - startMs) / 1_000).toFixed(1)} s: ${target}${downMs > 0 ? ` for ${(downMs / 1_000).toFixed(1)} s` : ''}`);
    if (target === 'network') await strikeNetwork(downMs, options);
    else if (target === 'backend') await strikeBackend(random, options);
    else await options.victims.strike(target, downMs);
  }
}

/** Others are struck meanwhile; the last darkness is waited for. */
async function strikeNetwork(downMs: number, { proxy, deaths, signal }: StrikeOptions): Promise<void> {
  deaths.struck.network = (deaths.struck.network ?? 0) + 1;
  if (downMs === 0) return proxy.cut();
  proxy.goDark();
  void delay(downMs, undefined, { signal }).then(proxy.heal, proxy.heal);
}

/** PostgreSQL takes the death of one backend for a crash: it ends all the others and recovers from its log. */
async function strikeBackend(random: () => number, { postgres, deaths }: StrikeOptions): Promise<void> {
  const client = new Client({ connectionString: postgres, connectionTimeoutMillis: CONNECT_MS, query_timeout: CONNECT_MS });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ pid: number }>(
      "select pid from pg_stat_activity where backend_type = 'client backend' and datname in ('wms', 'finance') order by pid",
    );
    const { pid } = rows.length > 0 ? oneOf(random, rows) : { pid: null };
    if (pid === null) deaths.missed += 1;
    else {
      process.kill(pid, 'SIGKILL');
      deaths.struck.backend = (deaths.struck.backend ?? 0) + 1;
    }
  } catch {
    // It is down already.
    deaths.missed += 1;
  } finally {
    await client.end().catch(() => {});
  }
}
