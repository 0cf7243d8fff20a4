import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export type FakeGateway = Awaited<ReturnType<typeof startFakeGateway>>;

/** The gateway of nginx's tests: answers as the real one does, as far as nginx can tell. */
export async function startFakeGateway(port = 0) {
  const listeners = new Set<ServerResponse>();
  /** Requests, newest last. */
  const seen: Pick<IncomingMessage, 'method' | 'url' | 'headers'>[] = [];
  /** What `/api/gateway/remotes` answers next. */
  const remotes = { status: 200, revision: 'r1' };

  const answerTo = ({ url = '', headers }: IncomingMessage): [status: number, headers: OutgoingHttpHeaders, body?: string] => {
    const problem = { 'content-type': 'application/problem+json' };
    if (url === '/api/gateway/remotes') {
      const etag = `"${remotes.revision}"`;
      if (remotes.status !== 200) return [remotes.status, {}];
      if (!headers.cookie) return [401, problem, '{"code":"signed-out"}'];
      if (headers['if-none-match'] === etag) return [304, { etag }];
      const kept = { etag, 'cache-control': 'private, no-cache', vary: 'Cookie', 'set-cookie': 'desk_session=renewed' };
      const body = JSON.stringify({ revision: remotes.revision, for: headers.cookie });
      return [200, { 'content-type': 'application/json', ...kept }, body];
    }
    if (url === '/assets/of-the-gateway.js') {
      const kept = { 'content-type': 'text/javascript', 'cache-control': 'public, max-age=31536000, immutable' };
      return [200, kept, 'export const development = 1;'];
    }
    if (url.startsWith('/assets/')) return [404, problem, '{}'];
    if (url.startsWith('/api/')) {
      const own = { 'x-content-type-options': 'nosniff', 'x-request-id': 'of-the-gateway', etag: '"3"' };
      return [200, { 'content-type': 'application/json', ...own }, JSON.stringify({ url, headers, padding: ' '.repeat(2_000) })];
    }
    const page = { 'content-type': 'text/html', 'content-security-policy': "default-src 'none'" };
    return [url === '/broken' ? 500 : 200, page, '<!doctype html><title>Page of the gateway</title>'];
  };

  const server = createServer((request, response) => {
    seen.push(request);
    if (/^\/api\/(gateway\/)?events$/.test(request.url ?? '')) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' }).write('data: first\n\n');
      listeners.add(response);
      return;
    }
    const [status, headers, body] = answerTo(request);
    response.writeHead(status, headers).end(body);
  });
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
    /** Sends another event to every listener. */
    emit(text: string) {
      for (const response of listeners) response.write(`data: ${text}\n\n`);
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        // Upgraded connections are no longer the server's to close.
        for (const socket of sockets) socket.destroy();
      }),
  };
}
