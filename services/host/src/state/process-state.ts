import type { NatsLink } from '@business-m/adapters';
import type { Logger } from 'pino';
import type { HostedDomain } from '../domains/hosted-domain.ts';
import type { DatabaseState } from './database-state.ts';
import type { DatabaseWatch } from './watch-database.ts';

/** How one domain stands: what it waits for while it starts, and its database. */
export interface DomainState {
  phase: ReturnType<HostedDomain['phase']>;
  /** Why it is not served, or not wholly, in a sentence; null when it is. */
  message: string | null;
  database: DatabaseState;
}

/** What is known of how this process stands: `/health` shows it, and requests are admitted by it. */
export interface ProcessState {
  of(domain: HostedDomain): DomainState;
  /** What a starting domain waits for, in a sentence; null once it waits for nothing. One line in the log a change. */
  waits(scope: string, message: string | null): void;
  /** A call of the domain failed like this. */
  suspect(scope: string, error: unknown): void;
}

export function createProcessState(watchOf: (scope: string) => DatabaseWatch, log: Logger): ProcessState {
  const waiting = new Map<string, string>();
  return {
    of(domain) {
      const database = watchOf(domain.scope).state();
      const phase = domain.phase();
      const message = database.message ?? waiting.get(domain.scope) ?? (phase === 'serving' ? null : PHASES[phase]);
      return { phase, message, database };
    },
    waits(scope, message) {
      if ((waiting.get(scope) ?? null) === message) return;
      if (message === null) waiting.delete(scope);
      else {
        waiting.set(scope, message);
        log.warn({ domain: scope }, message);
      }
    },
    suspect: (scope, error) => watchOf(scope).suspect(error),
  };
}

const PHASES = {
  starting: 'It is starting.',
  seeding: 'It is starting: the demo company is being written.',
  paused: 'It is paused, most likely because it is being moved.',
  'given-up': 'Another process has it.',
};

/** One line in the log for each change of a database; `name` is its address without a secret. */
export function logDatabase(watch: DatabaseWatch, name: string, log: Logger): void {
  watch.onChange(({ state, message }) => {
    if (state === 'ok') log.info({ database: name }, 'the database is there');
    else log.error({ database: name, state }, message ?? 'the database is not there');
  });
}

/** One line in the log for each change of the connection to NATS. */
export function logNats(link: NatsLink, log: Logger): void {
  let before = '';
  link.onStatus(({ state, server, lastError }) => {
    const line = `${state} ${lastError ?? ''}`;
    if (line === before) return;
    before = line;
    if (state === 'connected' && lastError === undefined) log.info({ server }, 'NATS is there');
    else if (state !== 'closed') log.error({ state, server }, `NATS: ${lastError ?? 'no connection yet'}`);
  });
}
