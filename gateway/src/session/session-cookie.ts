import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { type GatewayEnv, requestFacts } from '../server/request-facts.ts';
import { SESSION_S } from './sessions.ts';

const NAME = 'desk_session';

export const readSessionCookie = (c: Context<GatewayEnv>) => getCookie(c, NAME);

export function writeSessionCookie(c: Context<GatewayEnv>, token: string): void {
  setCookie(c, NAME, token, { ...attributes(c), maxAge: SESSION_S });
}

export function dropSessionCookie(c: Context<GatewayEnv>): void {
  deleteCookie(c, NAME, attributes(c));
}

/** `Secure` only over TLS: a desk on a plain-http intranet must still let people sign in. */
const attributes = (c: Context<GatewayEnv>) =>
  ({ path: '/', httpOnly: true, sameSite: 'Lax', secure: requestFacts(c.env.incoming).https }) as const;
