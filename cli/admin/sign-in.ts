import { describeFetchError } from '@business-m/manifest/store';
import { problemSchema } from '@business-m/metadata';
import { z } from 'zod/mini';
import { DeskFailure } from '../desk-failure.ts';
import type { KeptSession } from './kept-sessions.ts';

const ANSWER_MS = 15_000;
const answerSchema = z.object({ user: z.object({ id: z.string(), name: z.string(), email: z.string() }) });

/** Signs in as a browser does, and keeps what a browser would keep. */
export async function signIn(gateway: string, email: string, password: string): Promise<KeptSession> {
  const answer = await fetch(`${gateway}/api/gateway/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ email, password }),
    redirect: 'error',
    signal: AbortSignal.timeout(ANSWER_MS),
  }).catch((error: unknown) => {
    throw new DeskFailure(`The gateway at ${gateway} cannot be reached: ${describeFetchError(error)}`, {
      cause: error,
      code: 'unreachable',
    });
  });
  const json: unknown = await answer.json().catch(() => null);
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
  const parsed = answerSchema.safeParse(json);
  if (answer.ok && cookie && parsed.success) return { cookie, user: parsed.data.user };
  const problem = problemSchema.safeParse(json);
  throw new DeskFailure(problem.success ? problem.data.detail : `${gateway} answered ${answer.status}: is it a gateway of the desk?`, {
    code: problem.success ? problem.data.code : 'bad-answer',
  });
}
