import { randomUUID } from 'node:crypto';
import type { DomainEnv, DomainService } from '@business-m/doctype';
import { Refusal, withDeadline } from '@business-m/protocols';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Logger } from 'pino';
import type { Composition } from '../composition.ts';
import { authenticate } from './authenticate.ts';
import type { HttpEnv } from './environment.ts';
import { readHealth } from './health.ts';
import { problemResponse } from './problem.ts';
import { metaRoutes, resourceRoutes } from './resource-routes.ts';

const BODY_LIMIT_BYTES = 1024 * 1024;
const REQUEST_DEADLINE_MS = 12_000;

export interface AppOptions extends Composition {
  secret: string;
  tenant: string;
  log: Logger;
  requestDeadlineMs?: number;
}

/** The HTTP face of this process: docs/http-api.md. */
export function createApp(options: AppOptions): Hono<HttpEnv> {
  const { services, references, log, requestDeadlineMs = REQUEST_DEADLINE_MS } = options;
  const app = new Hono<HttpEnv>();

  app.use(async function identify(c, next) {
    const given = c.req.header('x-request-id');
    c.set('requestId', given && /^[\w.:-]{1,100}$/.test(given) ? given : randomUUID());
    const startedMs = performance.now();
    await next();
    c.header('X-Request-Id', c.var.requestId);
    if (!c.res.headers.has('cache-control')) c.header('Cache-Control', 'private, no-cache');
    const level = c.res.status >= 500 ? 'error' : 'info';
    log[level]({
      request: c.var.requestId,
      method: c.req.method,
      path: c.req.path,
      status: c.res.status,
      ms: Math.round(performance.now() - startedMs),
    });
  });
  app.use(async function limitTime(_c, next) {
    await withDeadline(Date.now() + requestDeadlineMs, next);
  });
  app.use(
    bodyLimit({
      maxSize: BODY_LIMIT_BYTES,
      onError: () => {
        throw new Refusal({ code: 'body-too-large', message: 'A request has at most 1 MiB.' });
      },
    }),
  );

  app.get('/health', async (c) => c.json(await readHealth(services)));
  for (const { domain, discovery } of services) app.get(`/api/${domain.scope}/discovery`, (c) => c.json(discovery));

  app.use('/api/*', authenticate({ secret: options.secret, tenant: options.tenant, deadlineMs: requestDeadlineMs }));
  app.route('/api/resource', resourceRoutes(services));
  app.route('/api/meta', metaRoutes(services));
  for (const { domain, db } of services) {
    const routes = new Hono<DomainEnv>();
    domain.routes?.(routes, db, references);
    app.route(`/api/${domain.scope}`, routes);
  }

  app.notFound((c) => problemResponse(noRoute(c.req.path, services), c.var.requestId));
  app.onError((error, c) => {
    const response = problemResponse(error, c.var.requestId);
    if (response.status >= 500) log.error({ request: c.var.requestId, err: error });
    return response;
  });
  return app;
}

function noRoute(path: string, services: readonly DomainService[]): Refusal {
  const scope = /^\/api\/([^/]+)/.exec(path)?.[1];
  if (scope !== undefined && !['resource', 'meta', ...services.map(({ domain }) => domain.scope)].includes(scope)) {
    return new Refusal({ code: 'unknown-scope', message: `There is no “${scope}” here.` });
  }
  return new Refusal({ code: 'no-route', message: 'There is nothing at this address.' });
}
