import { setTimeout as delay } from 'node:timers/promises';
import type { DomainService } from '@business-m/doctype';
import type { Scope } from '@business-m/domains';
import type { EndState } from '@business-m/metadata/operations';
import type { MessageServices } from '@business-m/protocols';
import type { Kysely } from 'kysely';

/** Longest wait for running calls when a domain is paused or given up. */
const SETTLE_MS = 5_000;
/** How long the outbox may still deliver before a pause; the rest is delivered afterwards, wherever the domain is then. */
const OUTBOX_MS = 1_000;

/** `starting`: tables may be missing. `seeding`: serves domains of this process only. `given-up`: another process has it. */
export type Phase = 'starting' | 'seeding' | 'serving' | 'paused' | 'given-up';

// biome-ignore lint/suspicious/noExplicitAny: the tables of all domains together have no one type
export type HostDatabase = Kysely<any>;

/** One domain of this process as a move handles it. Each step can be repeated. */
export interface MovableDomain {
  scope: string;
  /** Of `db`. */
  schema: string;
  /** The whole database, bound to no schema. */
  db: HostDatabase;
  /** `open`: served. `closed`: paused. `given-up`: another process has it. */
  standing(): EndState['standing'];
  /** Stops the relay and new calls (HTTP 421 `moving`, others `Unavailable`) and waits some seconds for running ones. */
  pause(): Promise<void>;
  /** Serves it (again), relay included; also after `giveUp`. */
  resume(): Promise<void>;
  /** Another process has it now: HTTP answers 421 `moved`, callers here reach it over NATS. */
  giveUp(): Promise<void>;
}

export interface HostedDomainOptions {
  scope: Scope;
  service: DomainService;
  /** The protocols that it implements for messages of others. */
  messages: MessageServices;
  db: HostDatabase;
  schema: string;
  /** Offers the domain over NATS; resolves with how to end that. null where there is no NATS. */
  serve: (() => Promise<{ stop(): Promise<unknown> }>) | null;
}

export type HostedDomain = ReturnType<typeof createHostedDomain>;

/** One domain of this process: its service, and whether and how it takes calls. */
export function createHostedDomain({ serve, ...domain }: HostedDomainOptions) {
  const { relay } = domain.service;
  let phase: Phase = 'starting';
  let served: Promise<{ stop(): Promise<unknown> }> | null = null;
  let carries = false;
  const underWay = new Set<Promise<unknown>>();

  function carry(): void {
    carries = true;
    relay.start();
  }

  /** Stops what runs. A relay delivers what is due before it stops, so one that does not run is not touched: its messages are another's by now. */
  async function stop(outboxMs: number): Promise<void> {
    const ending = served;
    const carried = carries;
    served = null;
    carries = false;
    await Promise.all([carried && relay.stop(outboxMs), ending?.then((server) => server.stop())]);
  }

  return {
    ...domain,
    phase: () => phase,
    /** Whether calls of other domains in this process may reach it. */
    takesCalls: () => phase === 'serving' || phase === 'seeding',
    prepare(): void {
      phase = 'seeding';
      carry();
    },
    standing: () => (phase === 'given-up' ? 'given-up' : phase === 'serving' ? 'open' : 'closed'),
    /** Counts a request as under way: `pause` waits for its end. */
    async track<T>(work: () => Promise<T>): Promise<T> {
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
    async pause(): Promise<void> {
      if (phase !== 'given-up') phase = 'paused';
      await stop(OUTBOX_MS);
      await Promise.race([Promise.all(underWay), delay(SETTLE_MS, undefined, { ref: false })]);
    },
    async resume(): Promise<void> {
      phase = 'serving';
      carry();
      served ??= serve?.() ?? null;
      await served;
    },
    async giveUp(): Promise<void> {
      phase = 'given-up';
      await stop(OUTBOX_MS);
    },
    stop,
  };
}
