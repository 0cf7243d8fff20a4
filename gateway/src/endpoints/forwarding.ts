import { docTypeNameSchema } from '@business-m/metadata';
import type { Context, Hono } from 'hono';
import type { DocTypeOwners } from '../discovery/doctype-owners.ts';
import type { Forward } from '../forwarding/forwarder.ts';
import { Refused } from '../problem/refused.ts';
import { type GatewayEnv, signedIn } from '../request/request-facts.ts';

/** `/api/resource/<DocType>…` and `/api/meta/<DocType>` go to the DocType's owner, `/api/<scope>/…` to the scope. */
export function forwardingEndpoints(app: Hono<GatewayEnv>, { owners, forward }: { owners: DocTypeOwners; forward: Forward }): void {
  const byDocType = async (c: Context<GatewayEnv>) => {
    const { user } = signedIn(c);
    const name = docTypeNameSchema.safeParse(segmentAt(c, 2));
    const owner = name.success ? await owners.find(name.data, user.tenant) : null;
    if (owner === null) throw new Refused('unknown-doctype', 'There is no DocType of this name.');
    return forward(c, owner);
  };

  for (const prefix of ['/api/resource', '/api/meta']) {
    app.all(prefix, byDocType);
    app.all(`${prefix}/*`, byDocType);
  }
  app.all('/api/:scope/*', (c) => {
    signedIn(c);
    return forward(c, segmentAt(c, 1));
  });
}

/** Of the canonical path, which is also what is forwarded: `/api/<1>/<2>`. */
function segmentAt(c: Context<GatewayEnv>, index: number): string {
  const [path = ''] = (c.env.incoming.url ?? '').split('?');
  return path.split('/')[index + 1] ?? '';
}
