import type { MiddlewareHandler } from 'hono';
import { type GatewayEnv, requestFacts } from '../../server/request-facts.ts';
import { readSessionCookie } from '../../session/session-cookie.ts';
import type { Sessions } from '../../session/sessions.ts';

/** Puts the caller's session, or null, into the context. */
export function readSession(sessions: Sessions): MiddlewareHandler<GatewayEnv> {
  return async function session(c, next) {
    const token = readSessionCookie(c);
    const found = token ? await sessions.read(token) : null;
    c.set('session', found);
    if (found) requestFacts(c.env.incoming).userId = found.user.id;
    await next();
  };
}
