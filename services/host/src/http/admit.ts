import { Refusal, Unavailable } from '@business-m/protocols';
import type { MiddlewareHandler } from 'hono';
import type { HostedDomain } from '../domains/hosted-domain.ts';
import type { ProcessState } from '../state/process-state.ts';
import type { HttpEnv } from './authenticate.ts';

/** Runs `work` if the domain serves here: otherwise 421 (moving or moved) or 503. Reports failures to the database's watch. */
export async function admit<T>(domain: HostedDomain, state: ProcessState, work: () => Promise<T>): Promise<T> {
  refuseElsewhere(domain);
  const { phase, database, message } = state.of(domain);
  if (phase !== 'serving' || database.state === 'unavailable') throw new Unavailable(message ?? 'It is starting.');
  try {
    return await domain.track(work);
  } catch (error) {
    state.suspect(domain.scope, error);
    throw error;
  }
}

/** For what needs no database: metadata and discovery. */
export function refuseElsewhere(domain: HostedDomain): void {
  const phase = domain.phase();
  if (phase === 'paused') throw new Refusal('moving', 'This part of the desk is being moved or restored. Try again in a moment.');
  if (phase === 'given-up') throw new Refusal('moved', 'This part of the desk is served by another process now.');
}

export function admitTo(domain: HostedDomain, state: ProcessState): MiddlewareHandler<HttpEnv> {
  return async function admitToDomain(c, next) {
    await admit(domain, state, async () => {
      await next();
      // Hono keeps what a handler threw to itself.
      if (c.error) state.suspect(domain.scope, c.error);
    });
  };
}
