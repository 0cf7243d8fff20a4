import { type CopyLine, moveRequests } from '@business-m/metadata/operations';
import { Refusal } from '@business-m/protocols';
import type { Hono } from 'hono';
import type { Logger } from 'pino';
import type { MovableDomain } from '../domains/hosted-domain.ts';
import type { HttpEnv } from '../http/authenticate.ts';
import { internalRoutes, readBody } from '../http/internal-routes.ts';
import { problemResponse } from '../http/problem.ts';
import { createMovingDomain, type MovingDomain } from './moving-domain.ts';

export interface MoveRoutesOptions {
  secret: string;
  find(scope: string): MovableDomain | undefined;
  /** Whether this process reaches others: what has moved away must be reachable. */
  connected(): boolean;
  log: Pick<Logger, 'info' | 'error'>;
}

/** `/internal/domains/<scope>`, for `desk move` with SERVICE_SECRET (docs/moving.md). Has no time limit: copying may take long. */
export function moveRoutes({ secret, find, connected, log }: MoveRoutesOptions): Hono<HttpEnv> {
  const moving = new Map<string, MovingDomain>();
  const domainOf = (scope: string): MovingDomain => {
    const domain = find(scope);
    if (!domain) throw new Refusal('unknown-scope', `The domain “${scope}” does not run in this process.`);
    const known = moving.get(scope) ?? createMovingDomain(domain);
    moving.set(scope, known);
    return known;
  };

  const app = internalRoutes(secret, 'move', log);
  app.get('/:scope', async (c) => c.json(await domainOf(c.req.param('scope')).read()));
  app.post('/:scope/check', async (c) => {
    const { database } = await readBody(c, moveRequests.check);
    const domain = domainOf(c.req.param('scope'));
    if (connected()) return c.json(await domain.check(database));
    const message = 'This process is not connected to NATS, over which it would have to reach the domain afterwards: set NATS_URL.';
    throw new Refusal('not-connected', message);
  });
  for (const step of ['expect', 'fence', 'leave', 'open', 'undo'] as const) {
    app.post(`/:scope/${step}`, async (c) => {
      const scope = c.req.param('scope') ?? '';
      const { move } = await readBody(c, moveRequests.step);
      const domain = domainOf(scope);
      await domain[step](move);
      log.info({ scope, move, step }, 'a domain is being moved');
      return c.json(await domain.read());
    });
  }
  app.post('/:scope/copy', async (c) => {
    const scope = c.req.param('scope');
    const { move, database } = await readBody(c, moveRequests.copy);
    const domain = domainOf(scope);
    return progressStream(c.var.requestId ?? scope, (say, signal) => domain.copy(move, database, say, signal));
  });
  return app;
}

/** Streams progress as NDJSON, ending with `{"done": …}` or `{"problem": …}`. A client that stops reading aborts the work. */
function progressStream(
  requestId: string,
  work: (say: (line: CopyLine) => void, signal: AbortSignal) => Promise<Extract<CopyLine, { done: unknown }>['done']>,
): Response {
  const gone = new AbortController();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const say = (line: CopyLine) => {
        if (!gone.signal.aborted) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
      };
      try {
        say({ done: await work(say, gone.signal) });
      } catch (error) {
        say({ problem: await problemResponse(error, requestId).json() });
      }
      if (!gone.signal.aborted) controller.close();
    },
    cancel: () => gone.abort(new Error('whoever asked for the copy has gone')),
  });
  return new Response(body, { headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' } });
}
