import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Exchange } from './exchange.ts';

/** Whether the whole request can be sent once more: nothing of its body was read, or all of it is here. */
export function isRepeatable(incoming: IncomingMessage, { body }: Exchange): boolean {
  return body === undefined || (body !== null && incoming.readableEnded);
}

/** A kept connection broke as it was used, so nobody knows whether the request was read: reads, and writes with a key, may go again. */
export function mayRepeat(
  error: Error & { code?: string },
  exchange: Exchange,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): boolean {
  const { request, retried } = exchange;
  const isRead = incoming.method === 'GET' || incoming.method === 'HEAD';
  const isKeyed = incoming.headers['idempotency-key'] !== undefined && isRepeatable(incoming, exchange);
  const wasCut = error.code === 'ECONNRESET' || error.code === 'EPIPE';
  return (isRead || isKeyed) && !retried && wasCut && request?.reusedSocket === true && !outgoing.headersSent;
}
