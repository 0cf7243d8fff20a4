import type { ChangeOutcome } from '@business-m/contract';
import type { Context } from 'hono';
import type { GatewayEnv } from '../request/request-facts.ts';
import type { Attempt } from './admin-write.ts';
import { tagOf } from './request-parts.ts';

/** 202 where it waits for approval; the tag is that of the revision there is now. */
export function answerOutcome(c: Context<GatewayEnv>, { note }: Attempt, outcome: ChangeOutcome): Response {
  const number = 'revision' in outcome ? outcome.revision.number : undefined;
  note({
    outcome: outcome.outcome,
    ...(number !== undefined && { revision: number }),
    ...('proposal' in outcome && { proposal: outcome.proposal.id }),
  });
  const headers = { 'cache-control': 'no-store', ...(number !== undefined && { etag: tagOf(number) }) };
  return c.json(outcome, outcome.outcome === 'proposed' ? 202 : 200, headers);
}
