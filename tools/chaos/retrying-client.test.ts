import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { GaveUp, noCounts, signIn } from './retrying-client.ts';

type Reply = number | 'cut';

async function setUp(replies: Reply[], limitMs = 20_000, dropsAnswer = () => false) {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    if (request.url === '/api/gateway/session') return void response.setHeader('set-cookie', 'desk_session=s1; Path=/').end('{"user":{}}');
    seen.push(request);
    const reply = replies.length > 1 ? replies.shift() : replies[0];
    if (reply === 'cut') return void request.socket.destroy();
    response.writeHead(reply as number, { 'content-type': 'application/json' }).end(JSON.stringify({ code: 'c' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const counts = noCounts();
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const options = { origin, email: 'a@b.c', password: 'p', counts, limitMs, signal: AbortSignal.timeout(60_000), dropsAnswer };
  return { client: await signIn(options), counts, seen };
}

test('sends a failed request again under its key until it is answered', async () => {
  const { client, counts, seen } = await setUp(['cut', 503, 502, 504, 201]);
  expect((await client.post('/x', 'key-1', { a: 1 })).status).toBe(201);
  expect(seen.map(({ headers }) => headers['idempotency-key'])).toEqual(Array(5).fill('key-1'));
  expect(seen.every(({ headers }) => headers.cookie === 'desk_session=s1')).toBe(true);
  expect(counts).toEqual({ operations: 2, requests: 6, retries: { connection: 1, '503 c': 1, '502 c': 1, '504 c': 1 } });
});

test.each([400, 404, 409, 422, 500])('takes %i as an answer', async (status) => {
  const { client, seen } = await setUp([status]);
  expect((await client.post('/x', 'key-1')).status).toBe(status);
  expect(seen).toHaveLength(1);
});

test('gives up after its limit', async () => {
  const { client } = await setUp([503], 300);
  await expect(client.post('/x', 'key-1')).rejects.toThrow(GaveUp);
});

test('asks again under its key for a dropped answer', async () => {
  const losses = [true, false];
  const { client, counts, seen } = await setUp([201], 20_000, () => losses.shift() ?? false);
  expect((await client.post('/x', 'key-1')).status).toBe(201);
  expect(seen.map(({ headers }) => headers['idempotency-key'])).toEqual(['key-1', 'key-1']);
  expect(counts.retries).toEqual({ 'answer dropped': 1 });
});
