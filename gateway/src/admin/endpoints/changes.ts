import { changesRequestSchema } from '@business-m/manifest/schema';
import type { Hono } from 'hono';
import type { GatewayEnv } from '../../server/request-facts.ts';
import { adminEndpoint, editors, readers, refuseOthers } from '../admin-endpoint.ts';
import type { AdminParts } from '../admin-parts.ts';
import { answerOutcome, writeAttempt } from '../answer-outcome.ts';
import { environmentOf, ifMatch, readBody } from '../request-parts.ts';

const BODY_LIMIT_BYTES = 1_048_576;

/** Things that are wanted of an environment. A dry run says what would come of them, to publishers too. */
export function changesEndpoint(app: Hono<GatewayEnv>, parts: AdminParts): void {
  app.post(
    '/api/gateway/admin/environments/:environment/changes',
    adminEndpoint(parts, readers, async (c, caller) => {
      const environment = environmentOf(c);
      const { changes, reason, dryRun } = await readBody(c, changesRequestSchema, BODY_LIMIT_BYTES);
      const kinds = [...new Set(changes.map(({ kind }) => kind))];
      const details = { kinds, reason, changes: changes.length, ...(dryRun && { dryRun }) };
      return writeAttempt(c, parts, { action: 'changes', environment, caller, details }, async () => {
        if (!dryRun) refuseOthers(caller, editors);
        const parent = ifMatch(c);
        const { author, session } = caller;
        return answerOutcome(c, await parts.editor.edit(environment, { changes }, { author, session, reason, parent, dryRun }));
      });
    }),
  );
}
