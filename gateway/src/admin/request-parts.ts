import { environmentNameSchema } from '@business-m/contract';
import type { Context } from 'hono';
import { z } from 'zod';
import { Refused } from '../problem/refused.ts';
import { readJson } from '../request/read-json.ts';
import type { GatewayEnv } from '../request/request-facts.ts';

/** The environment that the path names. */
export function environmentOf(c: Context<GatewayEnv>): string {
  const name = environmentNameSchema.safeParse(c.req.param('environment'));
  if (!name.success) throw unknownEnvironment();
  return name.data;
}

export const unknownEnvironment = (name?: string) =>
  new Refused('unknown-environment', name === undefined ? 'There is no such environment.' : `There is no environment “${name}”.`);

/** The tag of a revision. */
export const tagOf = (number: number): string => `"${number}"`;

/** The revision the caller saw (RFC 9110 §13.1.1): exactly one, since one is what they decided by. */
export function ifMatch(c: Context<GatewayEnv>): number {
  const header = c.req.header('if-match');
  if (header === undefined)
    throw new Refused('if-match-required', 'Say with If-Match which revision you saw: the ETag of the environment.', { field: 'If-Match' });
  const number = /^"(\d{1,15})"$/.exec(header.trim())?.[1];
  if (number === undefined) throw new Refused('bad-request', 'If-Match is one revision in quotes: "12".', { field: 'If-Match' });
  return Number(number);
}

/** The body, as its schema has it. */
export async function readBody<T>(c: Context<GatewayEnv>, schema: z.core.$ZodType<T>, limitBytes: number): Promise<T> {
  const parsed = z.safeParse(schema, await readJson(c, limitBytes));
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.slice(0, 20).map(({ path, code, message }) => ({ field: path.map(String).join('.'), code, message }));
  const [first] = errors;
  throw new Refused('invalid', `${first?.field || 'The body'}: ${first?.message}`, { field: first?.field ?? '', errors });
}

/** A whole number of the query; undefined when it is not there. */
export function queryNumber(c: Context<GatewayEnv>, name: string, { from, to }: { from: number; to: number }): number | undefined {
  const text = c.req.query(name);
  if (text === undefined) return undefined;
  const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= from && number <= to))
    throw new Refused('bad-query', `“${name}” is a whole number from ${from} to ${to}.`, { field: name });
  return number;
}
