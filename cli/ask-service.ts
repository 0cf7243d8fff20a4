import { describeFetchError } from '@business-m/manifest/store';
import { problemSchema } from '@business-m/metadata';
import { DeskFailure } from './desk-failure.ts';

export interface ServiceCall {
  origin: string;
  path: string;
  token: string;
  /** POST when there is one, else GET. */
  body?: object | null | undefined;
  signal: AbortSignal;
  /** Before the sentence of a refusal, where several processes are asked. */
  prefix?: string;
}

/** One call of a services process; its refusal becomes a {@link DeskFailure} with its sentence. */
export async function askService({ origin, path, token, body, signal, prefix = '' }: ServiceCall): Promise<Response> {
  const answer = await fetch(origin.replace(/\/$/, '') + path, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
    signal,
  }).catch((error: unknown) => {
    throw new DeskFailure(`${origin} cannot be reached: ${describeFetchError(error)}`, { cause: error });
  });
  if (answer.ok) return answer;
  throw new DeskFailure(prefix + sentenceOfProblem(await answer.json().catch(() => null), `${origin} answered ${answer.status}.`));
}

/** The sentence of a problem document (RFC 9457). */
export const sentenceOfProblem = (body: unknown, otherwise: string): string => problemSchema.safeParse(body).data?.detail ?? otherwise;
