import { expect, test } from 'vitest';
import { addressKind } from './address-kind.ts';

test.each([
  ['http://desk.example', 'public'],
  ['http://finance', 'public'],
  ['http://8.8.8.8', 'public'],
  ['http://172.32.0.1', 'public'],
  ['http://[2001:db8::1]', 'public'],
  ['http://localhost', 'loopback'],
  ['http://localhost.', 'loopback'],
  ['http://api.localhost', 'loopback'],
  ['http://127.0.0.1', 'loopback'],
  ['http://2130706433', 'loopback'],
  ['http://0x7f.1', 'loopback'],
  ['http://[::1]', 'loopback'],
  ['http://[::ffff:127.0.0.1]', 'loopback'],
  ['http://10.1.2.3', 'private'],
  ['http://172.31.255.255', 'private'],
  ['http://192.168.0.1', 'private'],
  ['http://100.64.0.1', 'private'],
  ['http://[fd12::1]', 'private'],
  ['http://0.0.0.0', 'forbidden'],
  ['http://0', 'forbidden'],
  ['http://169.254.169.254', 'forbidden'],
  ['http://0xa9fea9fe', 'forbidden'],
  ['http://[::ffff:169.254.169.254]', 'forbidden'],
  ['http://[64:ff9b::a9fe:a9fe]', 'forbidden'],
  ['http://METADATA.google.internal.', 'forbidden'],
  ['http://100.100.100.200', 'forbidden'],
  ['http://224.0.0.1', 'forbidden'],
  ['http://255.255.255.255', 'forbidden'],
  ['http://[::]', 'forbidden'],
  ['http://[fe80::1]', 'forbidden'],
  ['http://[ff02::1]', 'forbidden'],
  ['http://[fd00:ec2::254]', 'forbidden'],
])('%s is %s', (url, kind) => {
  expect(addressKind(new URL(url).hostname)).toBe(kind);
});
