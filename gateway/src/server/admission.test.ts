import { expect, test } from 'vitest';
import { startForwarding } from '../testing/forwarding-gateway.ts';
import { statusesOf } from '../testing/raw-request.ts';

test.each([
  '/api/shop/%2e%2e/yard/x',
  '/api/shop/../yard/x',
  '/api/shop/.%2E/yard',
  '/api/shop/./x',
  '/api/shop/a%2fb',
  '/api/shop/a%5cb',
  '/api/shop/a\\b',
  '/api/shop//x',
  '//api/shop/x',
  '/api/shop/..;/yard',
  '/api/shop/%252e%252e/yard',
  '/api/shop/%00',
  '/api/shop/%0d%0aX:1',
  '/api/shop/%zz',
  '/api/shop/%ff',
  'http://127.0.0.1/api/shop/x',
])('the path %s is refused before anything routes it', async (path) => {
  const { upstream, raw } = await startForwarding();
  const answer = await raw(`GET ${path} HTTP/1.1\r\nHOST\r\nConnection: close\r\n\r\n`);
  expect(statusesOf(answer)).toEqual([400]);
  expect(answer).toContain('"ambiguous-path"');
  expect(upstream.requests).toEqual([]);
});

test('what is routed is what is forwarded: another spelling of the path arrives as the plain one', async () => {
  const { upstream, raw } = await startForwarding();
  const answer = await raw('GET /%61pi/%73hop/100%25/%7ea/%c3%a4 HTTP/1.1\r\nHOST\r\nConnection: close\r\n\r\n');
  expect(statusesOf(answer)).toEqual([200]);
  expect(upstream.requests.at(-1)?.url).toBe('/api/shop/100%25/~a/%C3%A4');
});

const smuggled = 'GET /api/shop/smuggled HTTP/1.1\r\nHost: x\r\n\r\n';
test.each([
  [
    'a length and a coding',
    `POST /api/shop/x HTTP/1.1\r\nHOST\r\n${'Content-Type: application/json'}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`,
  ],
  ['two lengths', `POST /api/shop/x HTTP/1.1\r\nHOST\r\nContent-Length: 0\r\nContent-Length: ${smuggled.length}\r\n\r\n${smuggled}`],
  ['a coding in disguise', `POST /api/shop/x HTTP/1.1\r\nHOST\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${smuggled}`],
  ['a doubled coding', `POST /api/shop/x HTTP/1.1\r\nHOST\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n${smuggled}`],
  ['a coding in HTTP/1.0', `POST /api/shop/x HTTP/1.0\r\nHOST\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`],
  ['a body on GET', `GET /api/shop/x HTTP/1.1\r\nHOST\r\nContent-Length: ${smuggled.length}\r\n\r\n${smuggled}`],
  [
    'a chunked body on DELETE',
    `DELETE /api/shop/x HTTP/1.1\r\nHOST\r\nTransfer-Encoding: chunked\r\n\r\n${smuggled.length.toString(16)}\r\n${smuggled}\r\n0\r\n\r\n`,
  ],
  ['a bare line feed', `GET /api/shop/x HTTP/1.1\nHOST\nX: y\n\n`],
  ['a space before the colon', `POST /api/shop/x HTTP/1.1\r\nHOST\r\nContent-Length : 5\r\n\r\nhello`],
  ['two hosts', `GET /api/shop/x HTTP/1.1\r\nHOST\r\nHost: other.example\r\nConnection: close\r\n\r\n`],
  ['a folded header', `GET /api/shop/x HTTP/1.1\r\nHOST\r\nX: a\r\n b\r\n\r\n`],
])('%s is refused and smuggles nothing', async (_, text) => {
  const { upstream, raw } = await startForwarding();
  expect(statusesOf(await raw(text))).toEqual([400]);
  expect(upstream.requests).toEqual([]);
});
