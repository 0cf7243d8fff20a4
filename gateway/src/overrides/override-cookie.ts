import { overrideRequestSchema } from '@business-m/contract';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { GatewayEnv } from '../request/request-facts.ts';
import { cookieAttributes } from '../session/session-cookie.ts';
import type { KeptOverride } from './override-policy.ts';

const NAME = 'desk-overrides';
const AUDIENCE = 'desk-overrides';
/** Each is a developer's server that this person wants to see: more are a mistake. */
export const OVERRIDES_LIMIT = 10;

const { scope, origin } = overrideRequestSchema.shape;
const keptSchema = z.array(z.tuple([scope, origin, z.int(), z.int()])).max(OVERRIDES_LIMIT);

/** Overrides are in the browser they are for, signed and bound to the user: no other browser, user or gateway has to know of them. */
export function createOverrideCookie({ secret, now }: { secret: string; now: () => number }) {
  const key = new TextEncoder().encode(secret);
  return {
    /** Those that this user made in this browser; none when the cookie is forged, another user's or too old. */
    async read(c: Context<GatewayEnv>, userId: string): Promise<KeptOverride[]> {
      const token = getCookie(c, NAME);
      if (!token) return [];
      const options = { algorithms: ['HS256'], audience: AUDIENCE, subject: userId, currentDate: new Date(now()) };
      const verified = await jwtVerify(token, key, options).catch(() => null);
      const kept = keptSchema.safeParse(verified?.payload.kept).data ?? [];
      return kept.map(([scope, origin, madeAtS, endsAtS]) => ({ scope, origin, madeAtS, endsAtS }));
    },

    async write(c: Context<GatewayEnv>, userId: string, kept: readonly KeptOverride[]): Promise<void> {
      const endsAtS = Math.max(0, ...kept.map((each) => each.endsAtS));
      if (kept.length === 0) return dropOverrideCookie(c);
      const rows = kept.map(({ scope, origin, madeAtS, endsAtS }) => [scope, origin, madeAtS, endsAtS]);
      const claims = { aud: AUDIENCE, sub: userId, exp: endsAtS, kept: rows };
      const token = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(key);
      setCookie(c, NAME, token, { ...cookieAttributes(c), maxAge: endsAtS - Math.floor(now() / 1_000) });
    },
  };
}

/** A browser that takes nothing from elsewhere is told nothing to forget. */
export function dropOverrideCookie(c: Context<GatewayEnv>): void {
  if (getCookie(c, NAME) !== undefined) deleteCookie(c, NAME, cookieAttributes(c));
}
