import type { NatsLink } from '@business-m/adapters';
import type { Logger } from 'pino';
import type { HostedDomain } from '../domains/hosted-domain.ts';
import type { DatabaseState, DatabaseWatch } from './watch-database.ts';

export interface DomainState {
  phase: ReturnType<HostedDomain['phase']>;
  /** Why it is not served, or not wholly, in a sentence; null when it is. */
  message: string | null;
  database: DatabaseState;
}

export type ProcessState = ReturnType<typeof createProcessState>;

/** The state of this process: `/health` shows it, and requests are admitted by it. */
export function createProcessState(watchOf: (scope: string) => DatabaseWatch, log: Logger) {
  const waiting = new Map<string, string>();
  return {
    of(domain: HostedDomain): DomainState {
      const database = watchOf(domain.scope).state();
      const phase = domain.phase();
      const message = database.message ?? waiting.get(domain.scope) ?? (phase === 'serving' ? null : PHASES[phase]);
      return { phase, message, database };
    },
    /** What a starting domain waits for, in a sentence; null once it waits for nothing. One line in the log a change. */
    waits(scope: string, message: string | null): void {
      if ((waiting.get(scope) ?? null) === message) return;
      if (message === null) waiting.delete(scope);
      else {
        waiting.set(scope, message);
        log.warn({ domain: scope }, message);
      }
    },
    suspect: (scope: string, error: unknown) => watchOf(scope).suspect(error),
  };
}

const PHASES = {
  starting: 'It is starting.',
  seeding: 'It is starting: the demo company is being written.',
  paused: 'It is paused, most likely because it is being moved or restored.',
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
