import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { type GatewayEnv, requestFacts } from '../request/request-facts.ts';
import { SESSION_S, type Sessions } from './sessions.ts';

const NAME = 'desk_session';

/** Puts the caller's session, or null, into the context. */
export function readSession(sessions: Sessions): MiddlewareHandler<GatewayEnv> {
  return async function session(c, next) {
    const token = getCookie(c, NAME);
    const found = token ? await sessions.read(token) : null;
    c.set('session', found);
    if (found) requestFacts(c.env.incoming).userId = found.user.id;
    await next();
  };
}

export function writeSessionCookie(c: Context<GatewayEnv>, token: string): void {
  setCookie(c, NAME, token, { ...cookieAttributes(c), maxAge: SESSION_S });
}

export function dropSessionCookie(c: Context<GatewayEnv>): void {
  deleteCookie(c, NAME, cookieAttributes(c));
}

/** `Secure` only over TLS: a desk on a plain-http intranet must still let people sign in. */
export const cookieAttributes = (c: Context<GatewayEnv>) =>
  ({ path: '/', httpOnly: true, sameSite: 'Lax', secure: requestFacts(c.env.incoming).https }) as const;
