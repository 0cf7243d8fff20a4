import type { IncomingMessage } from 'node:http';
import { Refused } from '../problem/refused.ts';
import { canonicalTarget } from './canonical-path.ts';

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);
const methodsWithBody = new Set(['POST', 'PUT', 'PATCH']);

/** Makes `url` canonical before anything routes the request. @throws Refused for what two servers could read differently. */
export function admit(incoming: IncomingMessage): void {
  const { method = '', headers } = incoming;
  if (!methods.has(method)) throw new Refused('method-not-allowed', 'The desk does not answer this method.');
  // RFC 9112 §3.2: two servers could each believe another one.
  if (incoming.headersDistinct.host?.length !== 1) throw new Refused('bad-request', 'A request names one host.');
  const encoding = headers['transfer-encoding'];
  const length = headers['content-length'];
  // RFC 9112 §6.1: both together, or a coding that hides where the body ends, is how requests are smuggled.
  if (encoding !== undefined && (length !== undefined || encoding.toLowerCase() !== 'chunked' || incoming.httpVersion === '1.0')) {
    throw new Refused('bad-request', 'The length of the body is not clear.', { headers: { connection: 'close' } });
  }
  // The proxy frames these methods as if they had no body; one that has would be read as the next request.
  if (!methodsWithBody.has(method) && (encoding !== undefined || (length !== undefined && length !== '0'))) {
    throw new Refused('unexpected-body', `A ${method} request has no body.`, { headers: { connection: 'close' } });
  }
  incoming.url = canonicalTarget(incoming.url ?? '');
}
