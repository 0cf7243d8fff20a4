import { setTimeout as delay } from 'node:timers/promises';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 2_000;
const ANSWER_MS = 40_000;
/** What says that the same request may go through a moment later. */
const passing = new Set([502, 503, 504]);

export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/** How many requests were made for how many wishes, and why again. */
export interface ClientCounts {
  wishes: number;
  requests: number;
  /** By what the try before ended with: a status, or `connection`. */
  retries: Record<string, number>;
}

export interface GoodClient {
  get(path: string): Promise<Answer>;
  /** Under one Idempotency-Key, however often it is sent. */
  post(path: string, key: string, body?: unknown): Promise<Answer>;
}

/** Nobody answered as they should within the limit. */
export class GaveUp extends Error {
  override name = 'GaveUp';
}

export interface GoodClientOptions {
  origin: string;
  email: string;
  password: string;
  counts: ClientCounts;
  /** How long one wish is repeated before it is given up. */
  patienceMs: number;
  signal: AbortSignal;
  /** Whether the next answer to a POST is lost on its way back: what was asked for has happened, and the client does not know. */
  losesAnswer?: () => boolean;
}

class AnswerLost extends Error {}

export const noCounts = (): ClientCounts => ({ wishes: 0, requests: 0, retries: {} });

/**
 * A program that uses the desk as docs/http-api.md asks for: what went wrong on the way or comes back as 502, 503 or 504 is sent again, under
 * the same key and after a growing wait; every other answer is one.
 */
export async function signIn(options: GoodClientOptions): Promise<GoodClient> {
  const { origin, email, password, counts, patienceMs, signal, losesAnswer = () => false } = options;
  let cookie = '';

  async function once(path: string, init: RequestInit): Promise<Answer & { cookie: string | null; waitMs: number }> {
    counts.requests += 1;
    const limit = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]);
    const answer = await fetch(origin + path, { ...init, signal: limit });
    // Broken off half-way, it is no answer either.
    const text = await answer.text();
    if (cookie !== '' && init.method === 'POST' && losesAnswer()) throw new AnswerLost();
    return {
      status: answer.status,
      body: text === '' ? {} : JSON.parse(text),
      cookie: answer.headers.get('set-cookie'),
      waitMs: Number(answer.headers.get('retry-after') ?? 0) * 1_000,
    };
  }

  async function repeat(path: string, init: RequestInit) {
    counts.wishes += 1;
    const endMs = Date.now() + patienceMs;
    let reason = '';
    for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
      let askedMs = 0;
      try {
        const answer = await once(path, init);
        if (!passing.has(answer.status)) return answer;
        reason = `${answer.status} ${answer.body.code ?? ''}`.trim();
        askedMs = answer.waitMs;
      } catch (error) {
        signal.throwIfAborted();
        reason = error instanceof AnswerLost ? 'answer lost' : 'connection';
        if (error instanceof SyntaxError) throw error;
      }
      counts.retries[reason] = (counts.retries[reason] ?? 0) + 1;
      if (Date.now() > endMs) throw new GaveUp(`${init.method} ${path}: ${reason} for ${patienceMs / 1_000} s`);
      // Some earlier, some later: those who were turned away together do not come back together.
      await delay(Math.max(askedMs, waitMs * (0.5 + Math.random() / 2)), undefined, { signal });
    }
  }

  const json = { 'content-type': 'application/json' };
  const session = await repeat('/api/gateway/session', { method: 'POST', headers: json, body: JSON.stringify({ email, password }) });
  if (session.status !== 200) throw new Error(`${email} could not sign in: ${session.status}`);
  cookie = (session.cookie ?? '').split(';')[0] ?? '';
  return {
    get: (path) => repeat(path, { method: 'GET', headers: { cookie } }),
    post: (path, key, body) =>
      repeat(path, {
        method: 'POST',
        headers: { cookie, 'idempotency-key': key, ...(body === undefined ? {} : json) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  };
}
