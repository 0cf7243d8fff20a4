import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export type StandInGateway = {
  port: number;
  /** Requests it has seen, newest last. */
  seen: { method: string; url: string; headers: IncomingMessage['headers'] }[];
  /** What `/api/gateway/remotes` answers next. */
  remotes: { status: number; revision: string };
  /** Sends another event to everybody who listens. */
  emit(text: string): void;
  stop(): Promise<void>;
};

/** What nginx talks to in its tests: answers as the gateway does, as far as nginx can tell. */
export async function startStandInGateway(port = 0): Promise<StandInGateway> {
  const listeners = new Set<ServerResponse>();
  const seen: StandInGateway['seen'] = [];
  const remotes = { status: 200, revision: 'r1' };

  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', url = '', headers } = request;
    seen.push({ method, url, headers });
    if (url === '/api/gateway/remotes') return answerRemotes(request, response);
    if (url === '/assets/of-the-gateway.js') {
      response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'public, max-age=31536000, immutable' });
      response.end('export const development = 1;');
      return;
    }
    if (url.startsWith('/assets/')) return void response.writeHead(404, { 'content-type': 'application/problem+json' }).end('{}');
    if (url === '/api/events' || url === '/api/gateway/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
      response.write('data: first\n\n');
      listeners.add(response);
      return;
    }
    if (url.startsWith('/api/')) {
      response.writeHead(200, {
        'content-type': 'application/json',
        'x-content-type-options': 'nosniff',
        'x-request-id': 'of-the-gateway',
        etag: '"3"',
      });
      response.end(JSON.stringify({ url, headers, padding: ' '.repeat(2_000) }));
      return;
    }
    response.writeHead(url === '/broken' ? 500 : 200, { 'content-type': 'text/html', 'content-security-policy': "default-src 'none'" });
    response.end('<!doctype html><title>Page of the gateway</title>');
  };

  const answerRemotes = ({ headers }: IncomingMessage, response: ServerResponse) => {
    const etag = `"${remotes.revision}"`;
    if (remotes.status !== 200) response.writeHead(remotes.status).end();
    else if (!headers.cookie) response.writeHead(401, { 'content-type': 'application/problem+json' }).end('{"code":"signed-out"}');
    else if (headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
    else {
      response.writeHead(200, {
        'content-type': 'application/json',
        etag,
        'cache-control': 'private, no-cache',
        vary: 'Cookie',
        'set-cookie': 'desk_session=renewed',
      });
      response.end(JSON.stringify({ revision: remotes.revision, for: headers.cookie }));
    }
  };

  const server = createServer(answer);
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket.once('close', () => sockets.delete(socket))));
  server.on('upgrade', (_, socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n');
    socket.on('data', (data: Buffer) => socket.write(`echo ${data}`)).on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    remotes,
    emit: (text) => {
      for (const response of listeners) response.write(`data: ${text}\n\n`);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Upgraded connections are no longer the server's to close.
        for (const socket of sockets) socket.destroy();
      }),
  };
}
