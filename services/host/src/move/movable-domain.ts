import type { HostDatabase } from '../composition.ts';

/** One domain of this process as a move handles it; the host implements it, the routes of `/internal/domains/<scope>` call it. */
export interface MovableDomain {
  scope: string;
  /** Of `db`. */
  schema: string;
  /** The whole database, bound to no schema. */
  db: HostDatabase;
  /** `open`: served. `closed`: paused. `given-up`: another process has it. */
  standing(): 'open' | 'closed' | 'given-up';
  /**
   * From now on no call of others is begun here: HTTP answers 421 `moving`, in-process and NATS callers are told `Unavailable`; the relay and
   * the listener of outcomes stand still. Resolves once what was under way has ended, or has been given up after some seconds. Twice is fine.
   */
  pause(): Promise<void>;
  /** Serves it (again), relay included; also after `giveUp`. Twice is fine. */
  resume(): Promise<void>;
  /** Another process has it now: HTTP answers 421 `moved`, callers here reach it over NATS. Twice is fine. */
  giveUp(): Promise<void>;
}
