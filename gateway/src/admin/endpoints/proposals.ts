import { decisionSchema } from '@business-m/manifest/schema';
import type { Context, Hono } from 'hono';
import type { GatewayEnv } from '../../server/request-facts.ts';
import { adminEndpoint, editors, readers } from '../admin-endpoint.ts';
import type { AdminParts } from '../admin-parts.ts';
import { type Answer, answerOutcome, writeAttempt } from '../answer-outcome.ts';
import type { AdminCaller } from '../caller.ts';
import type { DecisionBy } from '../editor/editor.ts';
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

  decision('approve', async (c, name, id, by) => answerOutcome(c, await editor.approve(name, id, by)));
  for (const verdict of ['reject', 'withdraw'] as const) {
    decision(verdict, async (c, name, id, by) => {
      const proposal = await editor[verdict](name, id, by);
      return { response: c.json(proposal, 200, { 'cache-control': 'no-store' }), audit: { outcome: proposal.state } };
    });
  }

  type Decide = (c: Context<GatewayEnv>, name: string, id: string, by: DecisionBy) => Promise<Answer>;

  function decision(verdict: 'approve' | 'reject' | 'withdraw', decide: Decide): void {
    app.post(
      `${PATH}/:id/${verdict}`,
      adminEndpoint(parts, editors, async (c, caller: AdminCaller) => {
        const environment = environmentOf(c);
        const proposal = c.req.param('id') ?? '';
        return writeAttempt(c, parts, { action: verdict, environment, caller, details: { proposal: proposal.slice(0, 40) } }, async () => {
          const { reason = '' } = await readBody(c, decisionSchema, BODY_LIMIT_BYTES);
          const { author, session } = caller;
          return decide(c, environment, proposal, { author, session, reason });
        });
      }),
    );
  }
}
