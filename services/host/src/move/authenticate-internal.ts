import { Refusal } from '@business-m/protocols';
import type { MiddlewareHandler } from 'hono';
import { jwtVerify } from 'jose';
import type { HttpEnv } from '../http/environment.ts';

/** Lets through who signed a token with the services' secret for the audience `internal`; the gateway never makes one. */
export function authenticateInternal(secret: string): MiddlewareHandler<HttpEnv> {
  const key = new TextEncoder().encode(secret);
  return async function authenticateInternal(c, next) {
    const token = /^Bearer ([\w.-]+)$/.exec(c.req.header('authorization') ?? '')?.[1];
    if (token === undefined) throw new Refusal({ code: 'signed-out', message: 'This is for the desk command.' });
    try {
      await jwtVerify(token, key, { algorithms: ['HS256'], audience: 'internal', requiredClaims: ['exp'] });
    } catch {
      throw new Refusal({ code: 'bad-token', message: 'This token is not one of the desk command, or it has expired.' });
    }
    await next();
  };
}
