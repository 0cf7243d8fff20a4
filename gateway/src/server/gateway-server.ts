import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { BlockList, Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Logger } from 'pino';
import { Refused } from '../problem/refused.ts';
import { type GatewayEnv, rememberRequest, requestIdOf } from '../request/request-facts.ts';
import { logAccess } from './access-log.ts';
import { admit } from './admit.ts';
import { writeProblem } from './answer-problem.ts';
import { clientOf } from './client-address.ts';
import { securityHeaders } from './security-headers.ts';

const limits = {
  maxHeaderSize: 16_384,
  headersTimeout: 10_000,
  /** For a request to arrive whole, of which it may be kept waiting 30 s itself; answers may take as long as they are alive. */
  requestTimeout: 60_000,
  /** Longer than a proxy in front keeps its own connections, so that it never meets one just closed. */
  keepAliveTimeout: 75_000,
};

export interface ServerParts {
  app: Hono<GatewayEnv>;
  log: Logger;
  trusted: BlockList;
}

/** Node's server around the Hono app: what must happen to every request before, and to every answer after, any routing. */
export function createGatewayServer({ app, log, trusted }: ServerParts): Server {
  const route = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const server = createServer(limits, (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const facts = rememberRequest(incoming, { id: requestIdOf(incoming.headers['x-request-id']), ...clientOf(incoming, trusted) });
    for (const [name, value] of Object.entries(securityHeaders)) outgoing.setHeader(name, value);
    outgoing.setHeader('x-request-id', facts.id);
    logAccess(incoming, outgoing, log);
    try {
      admit(incoming);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return writeProblem(outgoing, error, facts.id);
    }
    return route(incoming, outgoing);
  });
  server.on('clientError', answerUnreadable);
  return server;
}

/** What cannot be parsed as HTTP, is too slow or has too large a head. There is no request to answer to. */
function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  const status =
    { HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large', ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout' }[error.code ?? ''] ??
    '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
