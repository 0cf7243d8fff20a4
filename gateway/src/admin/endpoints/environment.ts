import { editSchema, type environmentSchema } from '@business-m/contract';
import { mergedDocument } from '@business-m/manifest/store';
import type { Context, Hono } from 'hono';
import type { z } from 'zod';
import { Refused } from '../../problem/refused.ts';
import type { GatewayEnv } from '../../request/request-facts.ts';
import { adminEndpoint, editors, readers, refuseOthers } from '../admin-endpoint.ts';
import type { AdminParts } from '../admin-parts.ts';
import { adminWrite } from '../admin-write.ts';
import { answerOutcome } from '../answer-outcome.ts';
import { environmentOf, ifMatch, readBody, tagOf, unknownEnvironment } from '../request-parts.ts';

const PATH = '/api/gateway/admin/environments/:environment';
/** A document of 1 MiB with its escapes; nginx allows as much. */
const BODY_LIMIT_BYTES = 2 * 1_048_576;

/** One environment: its document as it stands, and the document anew. */
export function environmentEndpoints(app: Hono<GatewayEnv>, parts: AdminParts): void {
  const { editor } = parts;

  app.get(
    PATH,
    adminEndpoint(parts, readers, async (c) => {
      const name = environmentOf(c);
      const head = await editor.documents.head(name);
      if (!head) throw unknownEnvironment(name);
      const { merged } = await mergedDocument(editor.documents, name, head.text);
      return c.json({ head, merged } satisfies z.infer<typeof environmentSchema>, 200, {
        etag: tagOf(head.number),
        'cache-control': 'no-store',
      });
    }),
  );

  app.put(
    PATH,
    adminWrite(parts, 'edit', async (c, attempt) => {
      const { environment, caller, note } = attempt;
      refuseOthers(caller, editors);
      const parent = parentOf(c);
      const { text, reason } = await readBody(c, editSchema, BODY_LIMIT_BYTES);
      note({ parent, reason });
      const { author, session } = caller;
      return answerOutcome(c, attempt, await editor.edit(environment, { text }, { author, session, reason, parent }));
    }),
  );
}

/** `If-None-Match: *` for an environment that is not there yet (RFC 9110 §13.1.2). */
function parentOf(c: Context<GatewayEnv>): number | null {
  const isNew = c.req.header('if-none-match') === '*';
  if (isNew && c.req.header('if-match') !== undefined)
    throw new Refused('bad-request', 'Either If-Match or If-None-Match.', { field: 'If-Match' });
  return isNew ? null : ifMatch(c);
}
