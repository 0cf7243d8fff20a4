import { type Author, authorSchema, roleSchema } from '@business-m/contract';
import type { Context } from 'hono';
import { jwtVerify } from 'jose';
import { z } from 'zod';
import { Refused } from '../problem/refused.ts';
import { type GatewayEnv, requestFacts } from '../request/request-facts.ts';
import type { AdminParts } from './admin-parts.ts';

/** A token that lives longer is refused: it is made for one command. */
const LIFETIME_S = 15 * 60;
const CLOCK_TOLERANCE_S = 30;

export interface AdminCaller {
  author: Author;
  roles: readonly string[];
  /** Of the sign-in, or of the token's maker where it says. */
  session: string | undefined;
}

const claimsSchema = z.object({
  sub: z.string().min(1).max(200),
  name: z.optional(authorSchema.shape.name),
  roles: z.array(roleSchema).max(50),
  exp: z.number(),
  iat: z.number().optional(),
  sid: z.string().max(200).optional(),
});

/** Identifies the caller by a token of the `desk` command, or by a session. Refuses a token and a session of two different users. */
export async function adminCaller(c: Context<GatewayEnv>, options: Pick<AdminParts, 'serviceSecret' | 'now'>): Promise<AdminCaller> {
  const header = c.req.header('authorization');
  const session = c.get('session');
  if (header === undefined) {
    if (!session) throw new Refused('signed-out', 'Sign in first.', { headers: { 'www-authenticate': 'Bearer realm="desk admin"' } });
    const { id, name, roles } = session.user;
    return { author: { id, name }, roles, session: session.id };
  }
  const claims = await readToken(header, options);
  if (session && session.user.id !== claims.sub) throw badToken('The token is for somebody else than who is signed in.');
  requestFacts(c.env.incoming).userId = claims.sub;
  return { author: { id: claims.sub, name: claims.name ?? claims.sub }, roles: claims.roles, session: session?.id ?? claims.sid };
}

async function readToken(header: string, { serviceSecret, now = () => new Date() }: Pick<AdminParts, 'serviceSecret' | 'now'>) {
  const token = /^Bearer ([\w.-]{1,4000})$/i.exec(header)?.[1];
  if (token === undefined) throw badToken('Send the token as “Authorization: Bearer …”.');
  const key = new TextEncoder().encode(serviceSecret);
  const options = { algorithms: ['HS256'], audience: 'admin', currentDate: now(), clockTolerance: 5 };
  const verified = await jwtVerify(token, key, options).catch(() => null);
  if (!verified) throw badToken('The token is forged, expired, or made for something else.');
  const claims = claimsSchema.safeParse(verified.payload);
  if (!claims.success) throw badToken(`The token says nothing of ${claims.error.issues[0]?.path.join('.')}.`);
  if (claims.data.exp - now().getTime() / 1_000 > LIFETIME_S + CLOCK_TOLERANCE_S) throw badToken('The token lives longer than 15 minutes.');
  return claims.data;
}

const badToken = (sentence: string) =>
  new Refused('bad-token', sentence, { headers: { 'www-authenticate': 'Bearer realm="desk admin", error="invalid_token"' } });
