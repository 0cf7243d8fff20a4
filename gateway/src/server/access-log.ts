import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { requestFacts } from '../request/request-facts.ts';

/** One line a request, when its answer is out or its connection gone. No query, header or body: they hold secrets. */
export function logAccess(incoming: IncomingMessage, outgoing: ServerResponse, log: Logger): void {
  const startedAt = performance.now();
  const { method, url = '' } = incoming;
  outgoing.once('close', () => {
    const { id, address, userId, scope, fault } = requestFacts(incoming);
    const path = (url.split('?')[0] ?? '').slice(0, 500);
    const ms = Math.round(performance.now() - startedAt);
    const line = { id, method, path, status: outgoing.statusCode, ms, address, user: userId, scope, whole: outgoing.writableFinished };
    if (fault) log.error({ ...line, err: fault }, 'request');
    else log.info(line, 'request');
  });
}
