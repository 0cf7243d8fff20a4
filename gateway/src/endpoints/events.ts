import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Hono } from 'hono';
import { eventStreamHeaders } from '../events/event-stream.ts';
import type { ReleaseSetEvents } from '../events/release-set-events.ts';
import type { Overrides } from '../overrides/overrides.ts';
import { type GatewayEnv, signedIn } from '../request/request-facts.ts';

/** Tells an open desk when it could have another release set. `?seen=` and `?shell=` say what its page began with. */
export function eventsEndpoint(app: Hono<GatewayEnv>, { events, overrides }: { events: ReleaseSetEvents; overrides: Overrides }): void {
  app.get('/api/gateway/events', async (c) => {
    const session = signedIn(c);
    const { incoming, outgoing } = c.env;
    if (incoming.method === 'HEAD') return c.body(null, 200, eventStreamHeaders);
    const { shell } = await overrides.served(c);
    const releaseSet = c.req.header('last-event-id') ?? c.req.query('seen');
    events.listen({ session, seen: { releaseSet, shell: c.req.query('shell') }, shell: shell.build }, outgoing);
    return RESPONSE_ALREADY_SENT;
  });
}
