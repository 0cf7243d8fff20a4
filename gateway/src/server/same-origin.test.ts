import { expect, test } from 'vitest';
import { rawRequest, statusesOf } from '../testing/raw-request.ts';
import { startTestGateway } from '../testing/running-gateway.ts';

const same = { Host: 'desk.example' };
test.each<[string, string, Record<string, string>, number]>([
  ['no browser', 'DELETE', same, 204],
  ['the desk itself', 'DELETE', { ...same, Origin: 'https://desk.example', 'Sec-Fetch-Site': 'same-origin' }, 204],
  ['the desk on another port', 'DELETE', { Host: 'desk.example:8080', Origin: 'http://desk.example:8080' }, 204],
  ['another site', 'DELETE', { ...same, Origin: 'https://evil.example' }, 403],
  ['another port', 'DELETE', { ...same, Origin: 'https://desk.example:8443' }, 403],
  ['a sandboxed frame', 'DELETE', { ...same, Origin: 'null' }, 403],
  ['a sibling site', 'DELETE', { ...same, 'Sec-Fetch-Site': 'same-site' }, 403],
  ['another site without Origin', 'DELETE', { ...same, 'Sec-Fetch-Site': 'cross-site' }, 403],
  ['a name that begins alike', 'DELETE', { ...same, Origin: 'https://desk.example.evil.example' }, 403],
  ['another site that reads', 'GET', { ...same, Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }, 200],
])('a call of %s: %s', async (_, method, headers, status) => {
  const { port } = await startTestGateway();
  const lines = Object.entries({ ...headers, Connection: 'close' }).map(([name, value]) => `${name}: ${value}\r\n`);
  const answer = await rawRequest(port, `${method} /api/gateway/session HTTP/1.1\r\n${lines.join('')}\r\n`);
  expect(statusesOf(answer)).toEqual([status]);
  if (status === 403) expect(answer).toContain('"cross-origin"');
});
