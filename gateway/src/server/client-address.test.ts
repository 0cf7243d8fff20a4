import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { clientOf, trustedProxies } from './client-address.ts';

const request = (remoteAddress: string, headers: Record<string, string>) =>
  ({ socket: { remoteAddress }, headers }) as unknown as IncomingMessage;
const trusted = trustedProxies(['10.0.0.0/8', '::1']);

test.each([
  ['198.51.100.7', {}, '198.51.100.7', false],
  ['198.51.100.7', { 'x-forwarded-for': '1.1.1.1', 'x-forwarded-proto': 'https' }, '198.51.100.7', false],
  ['10.0.0.1', { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' }, '203.0.113.9', true],
  ['::ffff:10.0.0.1', { 'x-forwarded-for': '6.6.6.6, 203.0.113.9, 10.0.0.2' }, '203.0.113.9', false],
  ['::1', { 'x-forwarded-for': 'nonsense' }, '::1', false],
  ['10.0.0.1', {}, '10.0.0.1', false],
])('%s with %j is %s', (peer, headers, address, https) => {
  expect(clientOf(request(peer, headers), trusted)).toEqual({ address, https });
});
