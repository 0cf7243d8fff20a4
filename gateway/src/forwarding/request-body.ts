import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Exchange } from './exchange.ts';
import { GaveUp } from './upstream-failure.ts';

/** Of each request, for a second attempt; a document has a few kilobytes. */
const KEPT_BYTES = 262_144;

/** Counts while the proxy pipes, so that the limit holds also for a body whose length nobody said, and keeps what it sees. */
export function meterBody(incoming: IncomingMessage, request: ClientRequest, exchange: Exchange, limitBytes: number): void {
  let sizeBytes = 0;
  exchange.body = [];
  incoming.on('data', (chunk: Buffer) => {
    exchange.head.putOff();
    sizeBytes += chunk.length;
    if (sizeBytes > KEPT_BYTES) exchange.body = null;
    exchange.body?.push(chunk);
    if (sizeBytes <= limitBytes) return;
    incoming.unpipe(request);
    request.destroy(new GaveUp('BODY_TOO_LARGE'));
  });
}

/** Sends what an earlier attempt read; the proxy then finds the caller's own stream at its end, and ends the request. */
export function repeatBody(request: ClientRequest, { body }: Exchange): void {
  for (const chunk of body ?? []) request.write(chunk);
}
