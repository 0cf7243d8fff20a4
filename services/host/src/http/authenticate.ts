import { type CallContext, callContextSchema, Refusal } from '@business-m/protocols';
import type { MiddlewareHandler } from 'hono';
import { type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';

export interface HttpEnv {
  Variables: { requestId: string; call: CallContext };
}

const CLOCK_TOLERANCE_S = 5;
const MAX_KEY_LENGTH = 200;

const claimsSchema = z.object({ sub: z.string().min(1), email: z.string().optional(), roles: z.array(z.string()), tenant: z.string() });

/** Verifies the gateway's token (HS256, audience `services`) and sets `c.var.call`, with a deadline `deadlineMs` from now. */
export function authenticate(secret: string, tenant: string, deadlineMs: number): MiddlewareHandler<HttpEnv> {
  const key = new TextEncoder().encode(secret);
  return async function authenticate(c, next) {
    const { data: claims } = claimsSchema.safeParse(await verify(c.req.header('authorization'), key, 'services'));
    if (!claims) throw badToken('services');
    if (claims.tenant !== tenant) throw new Refusal('forbidden', `The data of “${claims.tenant}” is not kept here.`);
    const idempotencyKey = readIdempotencyKey(c.req.header('idempotency-key'));
    const call = callContextSchema.safeParse({
      tenant: claims.tenant,
      user: claims.email ?? claims.sub,
      roles: claims.roles,
      deadlineMs: Date.now() + deadlineMs,
      trace: c.var.requestId,
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    });
    if (!call.success) throw badToken('services');
    c.set('call', call.data);
    await next();
  };
}

/** Lets through requests with a token that is signed with the services' secret for the audience `internal`; the gateway never makes one. */
export function authenticateInternal(secret: string): MiddlewareHandler<HttpEnv> {
  const key = new TextEncoder().encode(secret);
  return async function authenticateInternal(c, next) {
    await verify(c.req.header('authorization'), key, 'internal');
    await next();
  };
}

/** What a request without a token is told, and one with a wrong one. */
const SENTENCES = {
  services: ['You are not signed in.', 'This token is not one of the gateway, or it has expired.'],
  internal: ['This is for the desk command.', 'This token is not one of the desk command, or it has expired.'],
} as const;

async function verify(header: string | undefined, key: Uint8Array, audience: keyof typeof SENTENCES): Promise<JWTPayload> {
  if (header === undefined) throw new Refusal('signed-out', SENTENCES[audience][0]);
  const token = /^Bearer ([\w.-]+)$/.exec(header)?.[1] ?? '';
  const options = { algorithms: ['HS256'], audience, requiredClaims: ['exp'], clockTolerance: CLOCK_TOLERANCE_S };
  const verified = await jwtVerify(token, key, options).catch(() => null);
  if (!verified) throw badToken(audience);
  return verified.payload;
}

function badToken(audience: keyof typeof SENTENCES): Refusal {
  return new Refusal('bad-token', SENTENCES[audience][1]);
}

function readIdempotencyKey(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (/^[\x21-\x7e]+$/.test(header) && header.length <= MAX_KEY_LENGTH) return header;
  throw new Refusal('bad-header', `An Idempotency-Key has 1 to ${MAX_KEY_LENGTH} visible ASCII characters.`, { field: 'Idempotency-Key' });
}
