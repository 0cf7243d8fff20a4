import { describeFetchError } from '@business-m/manifest/store';
import { problemSchema } from '@business-m/metadata';
import { SignJWT } from 'jose';
import type { z } from 'zod/mini';
import { DeskFailure } from './desk-failure.ts';

const LINES = 'application/x-ndjson';
const LIFETIME_S = 60;

/** A short-lived token: `internal` for moves, `services` for an operator's call, `admin` for the gateway, whose subject is the author. */
export function signToken(
  secret: string,
  audience: 'internal' | 'services' | 'admin',
  claims: Record<string, unknown> = {},
  subject = 'desk-command',
): Promise<string> {
  const iat = Math.floor(Date.now() / 1_000);
  const all = { ...claims, aud: audience, sub: subject, iat, exp: iat + LIFETIME_S };
  return new SignJWT(all).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret));
}

export interface ServiceCall {
  origin: string;
  path: string;
  token: string;
  /** POST when there is one, else GET. A text is sent as lines of JSON. */
  body?: object | string | null | undefined;
  headers?: Record<string, string>;
  signal: AbortSignal;
  /** Before the sentence of a refusal, where several processes are asked. */
  prefix?: string;
}

/** One call of a services process; its refusal becomes a {@link DeskFailure} with its sentence. */
export async function askService({ origin, path, token, body, headers, signal, prefix = '' }: ServiceCall): Promise<Response> {
  const answer = await fetch(origin.replace(/\/$/, '') + path, {
    method: body === null || body === undefined ? 'GET' : 'POST',
    headers: {
      ...headers,
      authorization: `Bearer ${token}`,
      ...(body && { 'content-type': typeof body === 'string' ? LINES : 'application/json' }),
    },
    ...(body !== null && body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    signal,
  }).catch((error: unknown) => {
    throw new DeskFailure(`${origin} cannot be reached: ${describeFetchError(error)}`, { cause: error });
  });
  if (answer.ok) return answer;
  const problem: unknown = await answer.json().catch(() => null);
  const { code } = problemSchema.safeParse(problem).data ?? {};
  throw new DeskFailure(prefix + sentenceOfProblem(problem, `${origin} answered ${answer.status}.`), {
    ...(code !== undefined && { code }),
  });
}

/** The sentence of a problem document (RFC 9457). */
export const sentenceOfProblem = (body: unknown, otherwise: string): string => problemSchema.safeParse(body).data?.detail ?? otherwise;

/** @throws DeskFailure beginning with `what`, where the answer is not as the schema says. */
export function readAnswer<Schema extends z.ZodMiniType>(schema: Schema, answer: unknown, what: string): z.infer<Schema> {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new DeskFailure(`${what} in a way this command does not know: is it of another version?`);
}
