import { once } from 'node:events';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { problemSchema } from '@business-m/metadata';
import { expect, onTestFinished, test } from 'vitest';
import { startTestGateway, stateWith } from '../testing/running-gateway.ts';
import { startUpstream } from '../testing/upstream.ts';

const json = { 'content-type': 'application/json' };

async function freePort(): Promise<number> {
  const server = createSocketServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function gatewayTo(port: number, unreachedMs: number) {
  const gateway = await startTestGateway({ state: stateWith({ shop: `http://127.0.0.1:${port}` }), forwarder: { unreachedMs } });
  const headers = { cookie: await gateway.cookieOf() };
  return (path: string, init: RequestInit = {}) => fetch(gateway.origin + path, { ...init, headers: { ...headers, ...init.headers } });
}

test('calls that find nobody while a service restarts are made again, writes with their bodies too', async () => {
  const port = await freePort();
  const call = await gatewayTo(port, 20_000);
  const body = JSON.stringify({ text: 'x'.repeat(100_000) });
  const calls = [
    call('/api/shop/read'),
    call('/api/shop/write', { method: 'POST', headers: json, body }),
    call('/api/shop/stream', { method: 'POST', headers: json, body: new Blob([body]).stream(), duplex: 'half' } as RequestInit),
  ];
  // All have been refused at least once by then: whoever is signed in is answered by the gateway alone.
  await call('/api/gateway/session');
  const upstream = await startUpstream({}, undefined, port);
  onTestFinished(() => upstream.stop());
  const answers = await Promise.all((await Promise.all(calls)).map(async (answer) => [answer.status, await answer.json()]));
  expect(answers).toEqual([
    [200, { url: '/api/shop/read', body: '' }],
    [200, { url: '/api/shop/write', body }],
    [200, { url: '/api/shop/stream', body }],
  ]);
  expect(upstream.requests).toHaveLength(3);
});

test('a service that stays away is not waited for again and again', async () => {
  const call = await gatewayTo(await freePort(), 300);
  const first = await call('/api/shop/x');
  expect([first.status, first.headers.get('retry-after')]).toEqual([503, '2']);
  // The outage is known by now: the next caller is answered after one look.
  const second = await call('/api/shop/x');
  expect(problemSchema.parse(await second.json()).code).toBe('upstream-down');
});

test('a service that says it is unavailable is believed, and the caller told when to come back', async () => {
  const upstream = await startUpstream({ shop: ['item'] }, (_, response) =>
    response.writeHead(503, { 'content-type': 'application/problem+json' }).end('{"code":"unavailable"}'),
  );
  onTestFinished(() => upstream.stop());
  const call = await gatewayTo(Number(new URL(upstream.origin).port), 0);
  const answer = await call('/api/shop/x', { method: 'POST' });
  expect([answer.status, answer.headers.get('retry-after'), await answer.json()]).toEqual([503, '2', { code: 'unavailable' }]);
  expect(upstream.requests).toHaveLength(1);
});

test('a write whose key makes it happen once is sent again over a connection just closed; one without is not', async () => {
  const bodies: string[] = [];
  const server = createSocketServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      bodies.push(bytes.toString().split('\r\n\r\n')[1] ?? '');
      // Every second request on a connection meets its end.
      if (socket.bytesWritten > 0) socket.resetAndDestroy();
      else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const call = await gatewayTo((server.address() as AddressInfo).port, 0);
  const write = (headers = {}) => call('/api/shop/x', { method: 'POST', headers: { ...json, ...headers }, body: '{"qty":1}' });
  expect((await write()).status).toBe(200);
  bodies.length = 0;
  expect((await write({ 'idempotency-key': 'k1' })).status).toBe(200);
  expect(bodies).toEqual(['{"qty":1}', '{"qty":1}']);
  expect((await write()).status).toBe(502);
});
