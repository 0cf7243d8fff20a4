import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Upstream {
  origin: string;
  /** What arrived, in order. */
  requests: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[];
  stop(): Promise<void>;
}

/** A real service, on a free port unless told which: answers discovery for its scopes, and everything else by `handler`, or with an echo. */
export async function startUpstream(
  docTypes: Record<string, string[]> = {},
  handler?: (request: IncomingMessage, response: ServerResponse) => void,
  port = 0,
): Promise<Upstream> {
  const requests: Upstream['requests'] = [];
  const server = createServer((request, response) => {
    const scope = /^\/api\/([a-z-]+)\/discovery$/.exec(request.url ?? '')?.[1];
    if (scope && docTypes[scope]) {
      const owned = docTypes[scope].map((doctype) => ({ doctype, label: doctype, schemaHash: 'sha256:0' }));
      return void response.end(JSON.stringify({ scope, version: '0.1.0', docTypes: owned }));
    }
    const seen = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body: '' };
    requests.push(seen);
    request.on('data', (chunk) => {
      seen.body += chunk;
    });
    request.on('error', () => {});
    if (handler) return handler(request, response);
    request.on('end', () => response.setHeader('content-type', 'application/json').end(JSON.stringify({ url: seen.url, body: seen.body })));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
