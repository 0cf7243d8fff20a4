import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { Refused } from '../problem/refused.ts';
import type { User } from '../users/user-directory.ts';

/** What is known of a request from the moment it arrives; the access log is written from it. */
export interface RequestFacts {
  id: string;
  /** Of the browser, also behind a proxy that is trusted. */
  address: string;
  https: boolean;
  userId?: string;
  /** Scope it was forwarded to. */
  scope?: string;
  /** An error nobody expected. */
  fault?: unknown;
}

export interface Session {
  user: User;
  /** Of this sign-in; signing out ends it. */
  id: string;
  expiresAt: Date;
  /** Of the user's password when they signed in. */
  passwordMark: string;
}

/** What a Hono context of the gateway holds. */
export interface GatewayEnv {
  Bindings: HttpBindings;
  Variables: { session: Session | null };
}

const facts = new WeakMap<IncomingMessage, RequestFacts>();

export function rememberRequest(incoming: IncomingMessage, found: RequestFacts): RequestFacts {
  facts.set(incoming, found);
  return found;
}

export function requestFacts(incoming: IncomingMessage): RequestFacts {
  const found = facts.get(incoming);
  if (!found) throw new Error('A request reached a handler without passing the server');
  return found;
}

/** The caller's id where it is one that is safe in a log, so that a trace holds through several servers. */
export function requestIdOf(header: string | string[] | undefined): string {
  return typeof header === 'string' && /^[\w-]{8,64}$/.test(header) ? header : randomUUID();
}

/** The caller's session; refuses a caller who has none. */
export function signedIn(c: Context<GatewayEnv>): Session {
  const session = c.get('session');
  if (!session) throw new Refused('signed-out', 'Sign in first.');
  return session;
}
