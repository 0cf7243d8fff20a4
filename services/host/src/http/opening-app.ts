import { Unavailable } from '@business-m/protocols';
import { Hono } from 'hono';
import { type Health, healthWhileOpening } from './health.ts';
import { problemResponse } from './problem.ts';

/** What answers from the first moment on, until the databases are opened: that it is alive and starting. */
export function createOpeningApp(mode: Health['mode']): Hono {
  const app = new Hono();
  app.get('/live', (c) => c.json({ status: 'ok' }));
  app.get('/health', (c) => c.json(healthWhileOpening(mode), 503, { 'cache-control': 'no-store' }));
  app.all('*', (c) => problemResponse(new Unavailable('The services are starting.'), c.req.header('x-request-id') ?? ''));
  return app;
}
