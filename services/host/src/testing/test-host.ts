import { type DemoDocument, openDatabase } from '@business-m/doctype';
import type { Hono } from 'hono';
import { SignJWT } from 'jose';
import { pino } from 'pino';
import { type Composition, compose, type HostDatabase } from '../composition.ts';
import { createApp } from '../http/app.ts';
import type { HttpEnv } from '../http/environment.ts';
import { prepareDatabase } from '../seed/seed-demo.ts';

export const SECRET = 'a secret of the tests, long enough to sign with';

/** The whole host on a PGlite in memory, driven by `fetch` without a socket. */
export interface TestHost extends Composition {
  app: Hono<HttpEnv>;
  db: HostDatabase;
  /** A request of a user with `roles`; a `body` that is no string is sent as JSON. */
  fetch(method: string, path: string, options?: RequestOptions): Promise<Response>;
  drain(): Promise<void>;
  close(): Promise<void>;
}

export interface RequestOptions {
  body?: unknown;
  headers?: Record<string, string>;
  roles?: string[];
}

export async function openTestHost(documents: readonly DemoDocument[]): Promise<TestHost> {
  const db = await openDatabase();
  const composition = compose(db, (error) => {
    throw error;
  });
  await prepareDatabase({ db, services: composition.services, tenant: 'demo', documents });
  const app = createApp({ ...composition, secret: SECRET, tenant: 'demo', log: pino({ level: 'silent' }) });
  return {
    ...composition,
    app,
    db,
    async fetch(method, path, { body, headers = {}, roles = ['accounts', 'stock'] } = {}) {
      const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
      const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
      return app.request(path, {
        method,
        ...sent,
        headers: { ...type, authorization: `Bearer ${await signToken({ roles })}`, ...headers },
      });
    },
    async drain() {
      for (const { relay } of composition.services) await relay.drain();
    },
    close: () => db.destroy(),
  };
}

/** A token as the gateway makes them, unless told otherwise. */
export async function signToken(
  claims: { roles?: string[]; tenant?: string; audience?: string; secret?: string; expires?: string } = {},
): Promise<string> {
  const { roles = ['accounts', 'stock'], tenant = 'demo', audience = 'services', secret = SECRET, expires = '60s' } = claims;
  return new SignJWT({ roles, tenant, email: 'test@example.com', name: 'Test' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('test')
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(expires)
    .sign(new TextEncoder().encode(secret));
}
