import type { MiddlewareHandler } from 'hono';
import { Refused } from '../problem/refused.ts';
import type { GatewayEnv } from '../request/request-facts.ts';

const reads = new Set(['GET', 'HEAD']);

/** Refuses writes of another site's page with the user's cookie (OWASP: verifying origin). A caller without these headers is no browser. */
export function sameOrigin(): MiddlewareHandler<GatewayEnv> {
  return async function sameOrigin(c, next) {
    if (!reads.has(c.env.incoming.method ?? '')) {
      const { origin, host, 'sec-fetch-site': site } = c.env.incoming.headers;
      if (site !== undefined && site !== 'same-origin' && site !== 'none') throw crossOrigin();
      if (origin !== undefined && !isHost(origin, host)) throw crossOrigin();
    }
    await next();
  };
}

function isHost(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host.toLowerCase();
}

const crossOrigin = () => new Refused('cross-origin', 'The desk takes changes from its own pages only.');
