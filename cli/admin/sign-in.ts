import { problemSchema } from '@business-m/metadata';
import { z } from 'zod/mini';
import { DeskFailure } from '../desk-failure.ts';
import { exchange } from './ask-gateway.ts';
import type { KeptSession } from './kept-sessions.ts';

const ANSWER_MS = 15_000;
const answerSchema = z.object({ user: z.object({ id: z.string(), name: z.string(), email: z.string() }) });

/** Signs in as a browser does, and keeps what a browser would keep. */
export async function signIn(gateway: string, email: string, password: string): Promise<KeptSession> {
  const question = {
    gateway,
    path: '/api/gateway/session',
    method: 'POST',
    headers: {},
    body: { email, password },
    timeoutMs: ANSWER_MS,
  } as const;
  const { status, headers, json } = await exchange(question);
  const cookie = headers.getSetCookie()[0]?.split(';')[0];
  const parsed = answerSchema.safeParse(json);
  if (status === 200 && cookie && parsed.success) return { cookie, user: parsed.data.user };
  const { detail = `${gateway} answered ${status}: is it a gateway of the desk?`, code = 'bad-answer' } =
    problemSchema.safeParse(json).data ?? {};
  throw new DeskFailure(detail, { code });
}
