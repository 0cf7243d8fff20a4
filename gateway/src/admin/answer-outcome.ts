import type { ChangeOutcome } from '@business-m/manifest/schema';
import type { Context } from 'hono';
import { type GatewayEnv, requestFacts } from '../server/request-facts.ts';
import { asRefused } from './admin-endpoint.ts';
import type { AdminParts } from './admin-parts.ts';
import { audited } from './audit.ts';
import type { AdminCaller } from './caller.ts';
import { tagOf } from './request-parts.ts';

/** The body of an answer, with what the log says of it. */
export interface Answer {
  response: Response;
  audit: Readonly<Record<string, unknown>>;
}

/** 202 where it waits for approval; the tag is that of the revision there is now. */
export function answerOutcome(c: Context<GatewayEnv>, outcome: ChangeOutcome): Answer {
  const number = 'revision' in outcome ? outcome.revision.number : undefined;
  const headers = { 'cache-control': 'no-store', ...(number !== undefined && { etag: tagOf(number) }) };
  return {
    response: c.json(outcome, outcome.outcome === 'proposed' ? 202 : 200, headers),
    audit: {
      outcome: outcome.outcome,
      ...(number !== undefined && { revision: number }),
      ...('proposal' in outcome && { proposal: outcome.proposal.id }),
    },
  };
}

export interface Attempt {
  action: string;
  environment: string;
  caller: AdminCaller;
  details?: Readonly<Record<string, unknown>>;
}

/** Runs what writes, with its line in the log. */
export async function writeAttempt(
  c: Context<GatewayEnv>,
  { log }: Pick<AdminParts, 'log'>,
  { action, environment, caller, details }: Attempt,
  attempt: () => Promise<Answer>,
): Promise<Response> {
  const request = requestFacts(c.env.incoming).id;
  const line = { action, environment, by: caller.author, request, ...(details && { details }) };
  const { response } = await audited(
    log,
    line,
    ({ audit }) => audit,
    () =>
      attempt().catch((error: unknown) => {
        throw asRefused(error);
      }),
  );
  return response;
}
