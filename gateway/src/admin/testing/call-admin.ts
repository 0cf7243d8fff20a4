import type { Change } from '@business-m/contract';
import { type AdminEndpoint, adminEndpoints, adminRefusals, lostRaceSchema } from '@business-m/contract/admin';
import { problemSchema } from '@business-m/metadata';
import { expect } from 'vitest';
import { z } from 'zod/mini';
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
  const found = { status: answer.status, headers: answer.headers, body: text === '' ? null : JSON.parse(text) };
  holdToTable(method, path, found);
  return found;
}

/** The body of a call that changes something. */
export const wanted = (...changes: Change[]) => ({ changes, reason: 'for the test' });

/** The entry of the table for a call below `/api/gateway/admin`. */
function entryOf(method: string, path: string): [name: string, AdminEndpoint] | undefined {
  const [at = ''] = path.split('?');
  return Object.entries<AdminEndpoint>(adminEndpoints).find(
    ([, entry]) => entry.method === method && new RegExp(`^${entry.path.replaceAll(/:[a-z]+/g, '[^/]+')}$`).test(at),
  );
}

/** Every live answer of every test is as its entry says: the status, the whole body, and no code that is not listed. */
function holdToTable(method: string, path: string, { status, body }: AdminAnswer): void {
  const [name, entry] = entryOf(method, path) ?? [];
  if (!entry || status === 304) return;
  if (status >= 400) {
    expect([name, body.code, status]).toEqual([name, expect.toBeOneOf([...entry.refusals]), Reflect.get(adminRefusals, body.code)]);
    problemSchema.parse(body);
    if (status === 412) lostRaceSchema.parse(body);
    return;
  }
  expect([name, status]).toEqual([name, expect.toBeOneOf(entry.mayWait ? [200, 202] : [200])]);
  // More than the schema knows is a fault as well.
  expect(z.parse(entry.answer, body)).toEqual(body);
}
