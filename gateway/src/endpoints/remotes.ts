import { createHash } from 'node:crypto';
import { resolve } from '@business-m/manifest/resolve';
import type { ManifestStore } from '@business-m/manifest/store';
import type { Hono } from 'hono';
import { Refused } from '../problem/refused.ts';
import type { GatewayEnv } from '../server/request-facts.ts';
import { signedIn } from '../session/signed-in.ts';
import { matches } from '../static/serve-static.ts';

/** The discovery manifest: what the caller gets of the desired state. Its tag is over the bytes, so callers differ by what they get. */
export function remotesEndpoint(app: Hono<GatewayEnv>, { manifest }: { manifest: ManifestStore }): void {
  app.get('/api/gateway/remotes', (c) => {
    const { user } = signedIn(c);
    const state = manifest.current();
    if (!state)
      throw new Refused('manifest-unavailable', 'The desk does not know its parts yet. Try again in a moment.', {
        headers: { 'retry-after': '2' },
      });
    const body = JSON.stringify(resolve(state, user));
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    const headers = { etag, 'cache-control': 'private, no-cache', vary: 'Cookie' };
    if (matches(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
    return c.body(body, 200, { ...headers, 'content-type': 'application/json' });
  });
}
