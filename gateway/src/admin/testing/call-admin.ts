import type { Change } from '@business-m/contract';
import { type AdminUser, tokenOf } from './admin-users.ts';

export interface AdminCall {
  /** By a token; null: nobody. */
  as?: AdminUser | null;
  headers?: Record<string, string>;
  /** Number of the revision that was seen. */
  seen?: number;
  body?: unknown;
}

export interface AdminAnswer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: of many shapes; each test says itself what it expects of it.
  body: any;
}

/** A call below `/api/gateway/admin`. */
export async function callAdmin(
  origin: string,
  method: string,
  path: string,
  { as = 'ann', headers, seen, body }: AdminCall = {},
): Promise<AdminAnswer> {
  const answer = await fetch(`${origin}/api/gateway/admin${path}`, {
    method,
    headers: {
      ...(as && { authorization: `Bearer ${await tokenOf(as)}` }),
      ...(seen !== undefined && { 'if-match': `"${seen}"` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text === '' ? null : JSON.parse(text) };
}

/** The body of a call that changes something. */
export const wanted = (...changes: Change[]) => ({ changes, reason: 'for the test' });
