import type { Context } from 'hono';
import { Refused } from '../problem/refused.ts';
import type { GatewayEnv } from '../server/request-facts.ts';
import type { Session } from './session.ts';

/** The caller's session; refuses a caller who has none. */
export function signedIn(c: Context<GatewayEnv>): Session {
  const session = c.get('session');
  if (!session) throw new Refused('signed-out', 'Sign in first.');
  return session;
}
