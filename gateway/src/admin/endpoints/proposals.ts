import { decisionSchema } from '@business-m/contract';
import type { DecisionBy } from '@business-m/manifest/edit';
import type { Context, Hono } from 'hono';
import type { GatewayEnv } from '../../request/request-facts.ts';
import { adminEndpoint, editors, readers, refuseOthers } from '../admin-endpoint.ts';
import type { AdminParts } from '../admin-parts.ts';
import { type Attempt, adminWrite } from '../admin-write.ts';
import { answerOutcome } from '../answer-outcome.ts';
import { environmentOf, readBody, unknownEnvironment } from '../request-parts.ts';

const PATH = '/api/gateway/admin/environments/:environment/proposals';
const BODY_LIMIT_BYTES = 8_192;

/** What waits for somebody else, and what became of it. */
export function proposalEndpoints(app: Hono<GatewayEnv>, parts: AdminParts): void {
  const { editor } = parts;

  app.get(
    PATH,
    adminEndpoint(parts, readers, async (c) => {
      const name = environmentOf(c);
      if (!(await editor.documents.head(name))) throw unknownEnvironment(name);
      return c.json(await editor.proposals(name), 200, { 'cache-control': 'no-store' });
    }),
  );

  decision('approve', async (c, attempt, id, by) => answerOutcome(c, attempt, await editor.approve(attempt.environment, id, by)));
  for (const verdict of ['reject', 'withdraw'] as const) {
    decision(verdict, async (c, { environment, note }, id, by) => {
      const proposal = await editor[verdict](environment, id, by);
      note({ outcome: proposal.state });
      return c.json(proposal, 200, { 'cache-control': 'no-store' });
    });
  }

  type Decide = (c: Context<GatewayEnv>, attempt: Attempt, id: string, by: DecisionBy) => Promise<Response>;

  function decision(verdict: 'approve' | 'reject' | 'withdraw', decide: Decide): void {
    app.post(
      `${PATH}/:id/${verdict}`,
      adminWrite(parts, verdict, async (c, attempt) => {
        const id = c.req.param('id') ?? '';
        attempt.note({ proposal: id.slice(0, 40) });
        refuseOthers(attempt.caller, editors);
        const { reason = '' } = await readBody(c, decisionSchema, BODY_LIMIT_BYTES);
        const { author, session } = attempt.caller;
        return decide(c, attempt, id, { author, session, reason });
      }),
    );
  }
}
