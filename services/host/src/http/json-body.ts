import { Refusal } from '@business-m/protocols';
import type { Context } from 'hono';

/** Documents have one level of tables; deeper JSON is an attack on the stack. */
const MAX_DEPTH = 32;

/** The JSON body of a request; throws `not-json` or `malformed-json`. */
export async function readJson(c: Context): Promise<unknown> {
  requireJsonType(c);
  return parse(await c.req.text());
}

/** For actions, which need no body but may have one. */
export async function ignoreJson(c: Context): Promise<void> {
  const text = await c.req.text();
  if (text === '') return;
  requireJsonType(c);
  parse(text);
}

function requireJsonType(c: Context): void {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new Refusal('not-json', 'The body is sent as application/json.');
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (!isDeeperThan(value, MAX_DEPTH)) return value;
  } catch {
    // Refused below, like JSON that is too deep.
  }
  throw new Refusal('malformed-json', 'The body is not well-formed JSON.');
}

function isDeeperThan(value: unknown, depth: number): boolean {
  if (value === null || typeof value !== 'object') return false;
  return depth === 0 || Object.values(value).some((part) => isDeeperThan(part, depth - 1));
}
