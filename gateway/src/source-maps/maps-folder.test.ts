import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openMapsFolder } from './maps-folder.ts';

const id = '1.0.0-0123456789abcdef0123456789abcdef';
const refusal = (sentence: string) => new Error(sentence);

test('reads the maps of a release from a bucket, signed, and no more than were published', async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'desk').stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  onTestFinished(() => void vi.unstubAllEnvs());
  const server = createServer(({ url = '', headers }, response) => {
    const found =
      url.startsWith(`/desk-releases/remotes/shop/${id}/.source-maps.json`) && headers.authorization?.includes('Credential=desk/');
    response.writeHead(found ? 200 : url.includes('/port/') ? 404 : 403).end(found ? '{"a":1}' : '');
  });
  server.listen(0, '127.0.0.1');
  onTestFinished(() => void server.close().closeAllConnections());
  await once(server, 'listening');
  const endpoint = encodeURIComponent(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const read = openMapsFolder(`s3://desk-releases/remotes?endpoint=${endpoint}`, refusal);
  expect(Buffer.from((await read('shop', id, 7)) ?? '').toString()).toBe('{"a":1}');
  expect(await read('port', id, 7)).toBeNull();
  await expect(read('shop', id, 6)).rejects.toThrow('they have more than the 6 bytes that were published');
  await expect(read('lab', id, 7)).rejects.toThrow();
});

test('says at the start what is no address', () => {
  expect(() => openMapsFolder('s3://bucket?colour=red', refusal)).toThrow('"colour" is unknown');
});
