import { sql } from 'kysely';
import type { Runtime } from '../documents/runtime.ts';
import { type PendingMessage, settle } from './settle.ts';

const BATCH = 16;
/** Even when nothing is known to be due: a message another process wrote. */
const LONGEST_SLEEP_MS = 30_000;

/** Carries a domain's outbox to where its messages go: in order per key, keys beside each other. */
export interface Relay {
  /** Runs in the background until `stop`. */
  start(): void;
  /** Something was committed: look at once. */
  wake(): void;
  /** Delivers all that is due, and what that brings; messages that wait for another try stay. */
  drain(): Promise<void>;
  /** No further rounds; what is due is delivered first, for at most `timeoutMs`. */
  stop(timeoutMs: number): Promise<void>;
  counts(): Promise<{ pending: number; failed: number }>;
}

export function createRelay(runtime: Runtime, onError: (error: unknown) => void): Relay {
  let running: Promise<void> | null = null;
  let again = false;
  let started = false;
  let timer: NodeJS.Timeout | undefined;

  async function rounds(): Promise<void> {
    do {
      again = false;
      for (let due = await dueMessages(runtime); due.length > 0; due = await dueMessages(runtime)) {
        await Promise.all(due.map((message) => settle(runtime, message)));
      }
    } while (again);
  }

  function drain(): Promise<void> {
    again = true;
    running ??= rounds().finally(() => {
      running = null;
    });
    return running;
  }

  function wake(): void {
    if (!started) return;
    clearTimeout(timer);
    drain()
      .catch(onError)
      .then(() => nextDueMs(runtime).catch(() => LONGEST_SLEEP_MS))
      .then((sleepMs) => {
        clearTimeout(timer);
        if (started) timer = setTimeout(wake, sleepMs);
      });
  }

  return {
    start() {
      started = true;
      wake();
    },
    wake,
    drain,
    async stop(timeoutMs) {
      started = false;
      clearTimeout(timer);
      const patience = new Promise<void>((resolve) => setTimeout(resolve, timeoutMs).unref());
      await Promise.race([drain().catch(onError), patience]);
    },
    counts: () => counts(runtime),
  };
}

/** The first message of each key, when its time has come: what is behind it waits, so order holds. */
async function dueMessages({ db, now, domain }: Runtime): Promise<PendingMessage[]> {
  const { rows } = await sql<PendingMessage>`
    select id, topic, key, payload, sender, attempts from (
      select distinct on (key) * from ${sql.table(`${domain.scope}.doctype_outbox`)} where state = 'pending' order by key, id
    ) as heads where next_attempt_at <= ${now()} order by id limit ${BATCH}`.execute(db);
  return rows;
}

async function nextDueMs({ db, now }: Runtime): Promise<number> {
  const { due } = await db
    .selectFrom('doctype_outbox')
    .select((eb) => eb.fn.min('next_attempt_at').as('due'))
    .where('state', '=', 'pending')
    .executeTakeFirstOrThrow();
  if (due === null) return LONGEST_SLEEP_MS;
  return Math.min(LONGEST_SLEEP_MS, Math.max(20, Date.parse(String(due)) - now().getTime()));
}

async function counts({ db }: Runtime): Promise<{ pending: number; failed: number }> {
  const rows = await db
    .selectFrom('doctype_outbox')
    .select((eb) => ['state', eb.fn.countAll<number>().as('messages')])
    .where('state', '!=', 'delivered')
    .groupBy('state')
    .execute();
  const of = (state: string) => Number(rows.find((row) => row.state === state)?.messages ?? 0);
  return { pending: of('pending'), failed: of('refused') };
}
