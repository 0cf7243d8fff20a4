import { setTimeout as delay } from 'node:timers/promises';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 2_000;
const ANSWER_MS = 40_000;
/** Statuses after which the same request is sent again. */
const temporary = new Set([502, 503, 504]);

/** How many requests were sent for how many operations, and why again. */
export interface ClientCounts {
  operations: number;
  requests: number;
  /** By the end of the request before: a status, or `connection`. */
  retries: Record<string, number>;
}

export type RetryingClient = Awaited<ReturnType<typeof signIn>>;

/** No answer that counts within the limit. */
export class GaveUp extends Error {
  override name = 'GaveUp';
}

interface ClientOptions {
  origin: string;
  email: string;
  password: string;
  counts: ClientCounts;
  /** How long one operation is tried. */
  limitMs: number;
  signal: AbortSignal;
  /** Whether the next answer to a POST is dropped: the operation has happened, and the client does not know. */
  dropsAnswer?: () => boolean;
}

class AnswerDropped extends Error {}

export const noCounts = (): ClientCounts => ({ operations: 0, requests: 0, retries: {} });

/** A client as docs/http-api.md asks: repeats a request under the same key after a broken connection, 502, 503 or 504, waiting longer. */
export async function signIn(options: ClientOptions) {
  const { origin, email, password, counts, limitMs, signal, dropsAnswer = () => false } = options;
  let cookie = '';

  async function once(path: string, init: RequestInit) {
    counts.requests += 1;
    const limit = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]);
    const answer = await fetch(origin + path, { ...init, signal: limit });
    const text = await answer.text();
    if (cookie !== '' && init.method === 'POST' && dropsAnswer()) throw new AnswerDropped();
    return {
      status: answer.status,
      body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
      cookie: answer.headers.get('set-cookie'),
      waitMs: Number(answer.headers.get('retry-after') ?? 0) * 1_000,
    };
  }

  async function repeat(path: string, init: RequestInit) {
    counts.operations += 1;
    const endMs = Date.now() + limitMs;
    let reason = '';
    for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
      let askedMs = 0;
      try {
        const answer = await once(path, init);
        if (!temporary.has(answer.status)) return answer;
        reason = `${answer.status} ${answer.body.code ?? ''}`.trim();
        askedMs = answer.waitMs;
      } catch (error) {
        signal.throwIfAborted();
        reason = error instanceof AnswerDropped ? 'answer dropped' : 'connection';
        if (error instanceof SyntaxError) throw error;
      }
      counts.retries[reason] = (counts.retries[reason] ?? 0) + 1;
      if (Date.now() > endMs) throw new GaveUp(`${init.method} ${path}: ${reason} for ${limitMs / 1_000} s`);
      // Spread: clients that were refused together do not return together.
      await delay(Math.max(askedMs, waitMs * (0.5 + Math.random() / 2)), undefined, { signal });
    }
  }

  const json = { 'content-type': 'application/json' };
  const session = await repeat('/api/gateway/session', { method: 'POST', headers: json, body: JSON.stringify({ email, password }) });
  if (session.status !== 200) throw new Error(`${email} could not sign in: ${session.status}`);
  cookie = (session.cookie ?? '').split(';')[0] ?? '';
  return {
    get: (path: string) => repeat(path, { method: 'GET', headers: { cookie } }),
    /** Under one Idempotency-Key, however often it is sent. */
    post: (path: string, key: string, body?: unknown) =>
      repeat(path, {
        method: 'POST',
        headers: { cookie, 'idempotency-key': key, ...(body === undefined ? {} : json) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  };
}
