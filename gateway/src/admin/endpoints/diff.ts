import { type diffSchema, environmentNameSchema } from '@business-m/contract';
import { differences } from '@business-m/manifest/change';
import { mergedDocument } from '@business-m/manifest/store';
import type { Hono } from 'hono';
import type { z } from 'zod';
import { Refused } from '../../problem/refused.ts';
import type { GatewayEnv } from '../../request/request-facts.ts';
import { adminEndpoint, readers } from '../admin-endpoint.ts';
import type { AdminParts } from '../admin-parts.ts';
import { environmentOf, queryNumber, unknownEnvironment } from '../request-parts.ts';

const DIFFERENCES_LIMIT = 2_000;
const anyRevision = { from: 1, to: Number.MAX_SAFE_INTEGER };

/** What differs between two revisions of an environment (`from`, `to`: the newest when absent), or between two environments (`with`). */
export function diffEndpoint(app: Hono<GatewayEnv>, { editor, ...parts }: AdminParts): void {
  const { documents } = editor;
  app.get(
    '/api/gateway/admin/environments/:environment/diff',
    adminEndpoint(parts, readers, async (c) => {
      const name = environmentOf(c);
      const other = c.req.query('with');
      const from = queryNumber(c, 'from', anyRevision);
      const to = queryNumber(c, 'to', anyRevision);
      if ((other === undefined) === (from === undefined)) throw new Refused('bad-query', 'Say “from”, or “with”.', { field: 'from' });
      const [before, after] =
        other === undefined
          ? [await mergedAt(name, from), await mergedAt(name, to)]
          : [await mergedAt(name), await mergedAt(environmentNameSchema.safeParse(other).data)];
      const answer: z.infer<typeof diffSchema> = { differences: differences(before, after, DIFFERENCES_LIMIT) };
      return c.json(answer, 200, { 'cache-control': 'no-store' });
    }),
  );

  async function mergedAt(name: string | undefined, number?: number): Promise<unknown> {
    const head = name === undefined ? null : await documents.head(name);
    if (!head || name === undefined) throw unknownEnvironment(name);
    const revision = number === undefined ? head : await documents.at(name, number);
    if (!revision) throw new Refused('unknown-revision', `“${name}” has no revision ${number}.`);
    return (await mergedDocument(documents, name, revision.text)).merged;
  }
}
