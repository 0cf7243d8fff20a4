import { changesRequestSchema } from '@business-m/contract';
import type { Hono } from 'hono';
import type { GatewayEnv } from '../../request/request-facts.ts';
import { editors, readers, refuseOthers } from '../admin-endpoint.ts';
import type { AdminParts } from '../admin-parts.ts';
import { adminWrite } from '../admin-write.ts';
import { answerOutcome } from '../answer-outcome.ts';
import { ifMatch, readBody } from '../request-parts.ts';

const BODY_LIMIT_BYTES = 1_048_576;

/** Things that are wanted of an environment. A dry run says what would come of them, to publishers too. */
export function changesEndpoint(app: Hono<GatewayEnv>, parts: AdminParts): void {
  app.post(
    '/api/gateway/admin/environments/:environment/changes',
    adminWrite(parts, 'changes', async (c, attempt) => {
      const { environment, caller, note } = attempt;
      refuseOthers(caller, readers);
      const { changes, reason, dryRun } = await readBody(c, changesRequestSchema, BODY_LIMIT_BYTES);
      note({ kinds: [...new Set(changes.map(({ kind }) => kind))], changes: changes.length, reason, dryRun });
      if (!dryRun) refuseOthers(caller, editors);
      const parent = ifMatch(c);
      note({ parent });
      const { author, session } = caller;
      return answerOutcome(c, attempt, await parts.editor.edit(environment, { changes }, { author, session, reason, parent, dryRun }));
    }),
  );
}
