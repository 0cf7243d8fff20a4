import { callContextSchema, Refusal } from '@business-m/protocols';
import type { MiddlewareHandler } from 'hono';
import { jwtVerify } from 'jose';
import { z } from 'zod';
import type { HttpEnv } from './environment.ts';

const CLOCK_TOLERANCE_S = 5;
const MAX_KEY_LENGTH = 200;

const claimsSchema = z.object({ sub: z.string().min(1), email: z.string().optional(), roles: z.array(z.string()), tenant: z.string() });

export interface AuthenticateOptions {
  secret: string;
  tenant: string;
  /** How long a request may take, from here on. */
  deadlineMs: number;
}

/** Verifies the gateway's token (HS256, audience `services`) and sets `c.var.call`. */
export function authenticate({ secret, tenant, deadlineMs }: AuthenticateOptions): MiddlewareHandler<HttpEnv> {
  const key = new TextEncoder().encode(secret);
  return async function authenticate(c, next) {
    const claims = await verify(c.req.header('authorization'), key);
    if (claims.tenant !== tenant) throw new Refusal({ code: 'forbidden', message: `The data of “${claims.tenant}” is not kept here.` });
    const idempotencyKey = readIdempotencyKey(c.req.header('idempotency-key'));
    const call = callContextSchema.safeParse({
      tenant: claims.tenant,
      user: claims.email ?? claims.sub,
      roles: claims.roles,
      deadlineMs: Date.now() + deadlineMs,
      trace: c.var.requestId,
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    });
    if (!call.success) throw badToken();
    c.set('call', call.data);
    await next();
  };
}

async function verify(header: string | undefined, key: Uint8Array): Promise<z.infer<typeof claimsSchema>> {
  if (header === undefined) throw new Refusal({ code: 'signed-out', message: 'You are not signed in.' });
  const token = /^Bearer ([\w.-]+)$/.exec(header)?.[1];
  if (token === undefined) throw badToken();
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      audience: 'services',
      requiredClaims: ['exp'],
      clockTolerance: CLOCK_TOLERANCE_S,
    });
    return claimsSchema.parse(payload);
  } catch {
    throw badToken();
  }
}

function badToken(): Refusal {
  return new Refusal({ code: 'bad-token', message: 'This token is not one of the gateway, or it has expired.' });
}

function readIdempotencyKey(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (/^[\x21-\x7e]+$/.test(header) && header.length <= MAX_KEY_LENGTH) return header;
  throw new Refusal({
    code: 'bad-header',
    message: `An Idempotency-Key has 1 to ${MAX_KEY_LENGTH} visible ASCII characters.`,
    field: 'Idempotency-Key',
  });
}
