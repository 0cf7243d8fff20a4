import { randomUUID } from 'node:crypto';
import { countMessagesUnderWay } from '@business-m/adapters';
import type { DomainEnv } from '@business-m/doctype';
import type { ServicesHealth } from '@business-m/metadata/operations';
import { Refusal, Unavailable, withDeadline } from '@business-m/protocols';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Logger } from 'pino';
import { backupRoutes } from './backup/routes.ts';
import type { Composition } from './domains/composition.ts';
import type { DomainRegistry } from './domains/domain-registry.ts';
import { admitTo, refuseElsewhere } from './http/admit.ts';
import { authenticate, type HttpEnv } from './http/authenticate.ts';
import { type HealthOptions, healthWhileOpening, isServing, readHealth } from './http/health.ts';
import { messageRoutes } from './http/message-routes.ts';
import { problemResponse } from './http/problem.ts';
import { metaRoutes, resourceRoutes } from './http/resource-routes.ts';
import { moveRoutes } from './move/routes.ts';
import { restoreRoutes } from './restore/routes.ts';

const BODY_LIMIT_BYTES = 1024 * 1024;
const REQUEST_DEADLINE_MS = 12_000;

export interface AppOptions extends Composition, HealthOptions {
  secret: string;
  tenant: string;
  /** The company's name, its currency (ISO 4217) and its time zone, which every answer names. */
  company: { name?: string | undefined; currency?: string | undefined; timeZone: string };
  log: Logger;
  requestDeadlineMs?: number;
}

/** Answers while the databases are being opened: alive and starting. */
export function createOpeningApp(mode: ServicesHealth['mode']): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.get('/live', (c) => c.json({ status: 'ok' }));
  app.get('/health', (c) => c.json(healthWhileOpening(mode), 503, { 'cache-control': 'no-store' }));
  app.all('*', (c) => problemResponse(new Unavailable('The services are starting.'), c.req.header('x-request-id') ?? ''));
  return app;
}

/** The HTTP face of this process: docs/http-api.md. */
export function createApp(options: AppOptions): Hono<HttpEnv> {
  const { company, domains, state, log, requestDeadlineMs = REQUEST_DEADLINE_MS } = options;
  const app = new Hono<HttpEnv>();

  app.use(async function identify(c, next) {
    const given = c.req.header('x-request-id');
    c.set('requestId', given && /^[\w.:-]{1,100}$/.test(given) ? given : randomUUID());
    const startedMs = performance.now();
    await next();
    c.header('X-Request-Id', c.var.requestId);
    // A browser's day may be another one than the company's, and it knows neither whose books these are nor in which money.
    c.header('Company-Time-Zone', company.timeZone);
    // A header holds no other letters than Latin ones.
    if (company.name) c.header('Company-Name', encodeURIComponent(company.name));
    if (company.currency) c.header('Company-Currency', company.currency);
    if (!c.res.headers.has('cache-control')) c.header('Cache-Control', 'private, no-cache');
    // Asked every few seconds; changes of state are logged separately.
    const isProbe = c.req.path === '/health' || c.req.path === '/live';
    const level = isProbe ? 'debug' : c.res.status >= 500 ? 'error' : 'info';
    log[level]({
      request: c.var.requestId,
      method: c.req.method,
      path: c.req.path,
      status: c.res.status,
      ms: Math.round(performance.now() - startedMs),
    });
  });
  const connected = () => options.link?.status().state === 'connected';
  // Mounted before the time limit: copying a domain may take long.
  const { secret, tenant, link } = options;
  app.route('/internal/domains', moveRoutes({ secret, find: domains.find, connected, log }));
  app.route('/internal/backup', backupRoutes({ secret, domains: domains.all, tenant, company, log }));
  const messagesUnderWay = async () => link && countMessagesUnderWay(link);
  app.route('/internal/restore', restoreRoutes({ secret, find: domains.find, tenant, company, log, messagesUnderWay }));
  app.use(async function limitTime(_c, next) {
    await withDeadline(Date.now() + requestDeadlineMs, next);
  });
  app.use(
    bodyLimit({
      maxSize: BODY_LIMIT_BYTES,
      onError: () => {
        throw new Refusal('body-too-large', 'A request has at most 1 MiB.');
      },
    }),
  );

  app.get('/live', (c) => c.json({ status: 'ok' }));
  app.get('/health', async (c) => {
    const health = await readHealth(options);
    return c.json(health, isServing(health) ? 200 : 503);
  });
  for (const domain of domains.all()) {
    app.get(`/api/${domain.scope}/discovery`, (c) => {
      refuseElsewhere(domain);
      return c.json(domain.service.discovery);
    });
  }

  app.use('/api/*', authenticate(options.secret, options.tenant, requestDeadlineMs));
  app.route('/api/resource', resourceRoutes(domains, state));
  app.route('/api/meta', metaRoutes(domains));
  for (const domain of domains.all()) {
    const routes = new Hono<DomainEnv>();
    domain.service.mountRoutes(routes);
    app.use(`/api/${domain.scope}/*`, admitTo(domain, state));
    app.route(`/api/${domain.scope}/messages`, messageRoutes(domain.service));
    app.route(`/api/${domain.scope}`, routes);
  }

  app.notFound((c) => problemResponse(noRoute(c.req.path, domains), c.var.requestId));
  app.onError((error, c) => {
    const response = problemResponse(error, c.var.requestId);
    // Recovers by itself; the change of state is logged elsewhere.
    if (error instanceof Unavailable) log.warn({ request: c.var.requestId, reason: error.message });
    else if (response.status >= 500) log.error({ request: c.var.requestId, err: error });
    return response;
  });
  return app;
}

function noRoute(path: string, domains: DomainRegistry): Refusal {
  const scope = /^\/api\/([^/]+)/.exec(path)?.[1];
  if (scope !== undefined && !['resource', 'meta'].includes(scope) && !domains.find(scope)) {
    return new Refusal('unknown-scope', `There is no “${scope}” here.`);
  }
  return new Refusal('no-route', 'There is nothing at this address.');
}
