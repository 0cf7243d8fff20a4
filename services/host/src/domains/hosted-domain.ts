import type { DomainService } from '@business-m/doctype';
import type { Scope } from '@business-m/domains';
import type { MessageServices } from '@business-m/protocols';
import type { Kysely } from 'kysely';

/** Longest wait for what is under way when a domain is paused or given up. */
const SETTLE_MS = 5_000;
/** What the outbox may still deliver before a pause; the rest goes on afterwards, wherever that is. */
const OUTBOX_MS = 1_000;

/** `starting`: tables may be missing. `seeding`: serves domains of this process only. `given-up`: another process has it. */
export type Phase = 'starting' | 'seeding' | 'serving' | 'paused' | 'given-up';

// biome-ignore lint/suspicious/noExplicitAny: the tables of all domains together have no one type
export type HostDatabase = Kysely<any>;

/** One domain of this process as a move handles it; the host implements it, the routes of `/internal/domains/<scope>` call it. */
export interface MovableDomain {
  scope: string;
  /** Of `db`. */
  schema: string;
  /** The whole database, bound to no schema. */
  db: HostDatabase;
  /** `open`: served. `closed`: paused. `given-up`: another process has it. */
  standing(): 'open' | 'closed' | 'given-up';
  /** Stops the relay and new calls (HTTP 421 `moving`, others `Unavailable`) and waits some seconds for running ones. Idempotent. */
  pause(): Promise<void>;
  /** Serves it (again), relay included; also after `giveUp`. Twice is fine. */
  resume(): Promise<void>;
  /** Another process has it now: HTTP answers 421 `moved`, callers here reach it over NATS. Twice is fine. */
  giveUp(): Promise<void>;
}

/** One domain of this process: its service, and whether and how it takes calls. */
export interface HostedDomain extends MovableDomain {
  readonly scope: Scope;
  readonly service: DomainService;
  /** The protocols that it implements for messages of others. */
  readonly messages: MessageServices;
  phase(): Phase;
  /** Whether calls of other domains in this process may reach it. */
  takesCalls(): boolean;
  /** Its tables are there; what seeds it may begin. */
  prepare(): void;
  /** Counts a request as under way: `pause` waits for its end. */
  track<T>(work: () => Promise<T>): Promise<T>;
  /** Stops the relay and what is served over NATS, for the end of the process. */
  stop(outboxMs: number): Promise<void>;
}

export interface HostedDomainOptions {
  scope: Scope;
  service: DomainService;
  messages: MessageServices;
  db: HostDatabase;
  schema: string;
  /** Offers the domain over NATS; resolves with how to end that. null where there is no NATS. */
  serve: (() => Promise<{ stop(): Promise<void> }>) | null;
}

export function createHostedDomain({ scope, service, messages, db, schema, serve }: HostedDomainOptions): HostedDomain {
  let phase: Phase = 'starting';
  let served: Promise<{ stop(): Promise<void> }> | null = null;
  let carries = false;
  const underWay = new Set<Promise<unknown>>();

  function carry(): void {
    carries = true;
    service.relay.start();
  }

  /** A relay delivers what is due before it stops, so one that does not run is left alone: what it would find belongs to somebody else by now. */
  async function quieten(outboxMs: number): Promise<void> {
    const ending = served;
    const carried = carries;
    served = null;
    carries = false;
    await Promise.all([carried && service.relay.stop(outboxMs), ending?.then((server) => server.stop())]);
  }

  return {
    scope,
    service,
    schema,
    db,
    messages,
    phase: () => phase,
    takesCalls: () => phase === 'serving' || phase === 'seeding',
    prepare() {
      phase = 'seeding';
      carry();
    },
    standing: () => (phase === 'given-up' ? 'given-up' : phase === 'serving' ? 'open' : 'closed'),
    async track(work) {
      const running = work();
      const settled = running.then(
        () => {},
        () => {},
      );
      underWay.add(settled);
      try {
        return await running;
      } finally {
        underWay.delete(settled);
      }
    },
    async pause() {
      if (phase !== 'given-up') phase = 'paused';
      await quieten(OUTBOX_MS);
      await Promise.race([Promise.all(underWay), new Promise<void>((resolve) => setTimeout(resolve, SETTLE_MS).unref())]);
    },
    async resume() {
      phase = 'serving';
      carry();
      served ??= serve?.() ?? null;
      await served;
    },
    async giveUp() {
      phase = 'given-up';
      await quieten(OUTBOX_MS);
    },
    stop: quieten,
  };
}
