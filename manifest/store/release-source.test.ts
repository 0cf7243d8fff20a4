import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { hydratedRelease, remoteDist } from '../testing/index.ts';
import { createReleaseSource } from './release-source.ts';

interface Answer {
  status?: number;
  body?: string;
  etag?: string;
  hangs?: boolean;
}

async function serve(answers: Record<string, Answer>) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const answer = answers[request.url ?? ''];
    const isSame = answer?.etag !== undefined && request.headers['if-none-match'] === answer.etag;
    asked.push(`${request.url}${isSame ? ' unchanged' : ''}`);
    if (answer?.hangs) return void response.writeHead(200).write('{');
    response.writeHead(isSame ? 304 : (answer?.status ?? (answer ? 200 : 404)), answer?.etag ? { etag: answer.etag } : {});
    response.end(isSame ? undefined : answer?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { cdn: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const { id, remote } = hydratedRelease();
const path = `/shop/${id}/remote.json`;
const index = (...ids: string[]) =>
  JSON.stringify({
    schemaVersion: 1,
    scope: 'shop',
    releases: ids.map((each) => ({ id: each, version: '0.1.0', publishedAt: '2026-01-01T00:00:00Z' })),
  });

test('fetches a release once, with the hash of its entry', async () => {
  const { cdn, asked } = await serve({ [path]: { body: JSON.stringify(remote) } });
  const source = createReleaseSource();
  expect(await source.read(cdn, 'shop', id)).toMatchObject({ id, remote: { scope: 'shop' }, entryIntegrity: remote.files[0]?.integrity });
  await source.read(`${cdn}/`, 'shop', id);
  expect(asked).toEqual([path]);
});

test('revalidates the index with its tag', async () => {
  const answers: Record<string, Answer> = { '/shop/releases.json': { body: index('0.1.0-aaaaaaaaaaaa'), etag: '"1"' } };
  const { cdn, asked } = await serve(answers);
  const source = createReleaseSource();
  expect(await source.latest(cdn, 'shop')).toBe('0.1.0-aaaaaaaaaaaa');
  expect(await source.latest(cdn, 'shop')).toBe('0.1.0-aaaaaaaaaaaa');
  answers['/shop/releases.json'] = { body: index('0.1.0-aaaaaaaaaaaa', '0.1.0-bbbbbbbbbbbb'), etag: '"2"' };
  expect(await source.latest(cdn, 'shop')).toBe('0.1.0-bbbbbbbbbbbb');
  expect(asked).toEqual(['/shop/releases.json', '/shop/releases.json unchanged', '/shop/releases.json']);
});

const lying = remoteDist({ scope: 'other' }).remote;
test.each<[string, Answer, RegExp]>([
  ['other bytes', { body: `${JSON.stringify(remote)} ` }, /not what was published/],
  ['another remote', { body: JSON.stringify(lying) }, /not what was published/],
  ['an error', { status: 503, body: '' }, /answered 503/],
  ['nothing', { status: 404 }, /answered 404/],
  ['a redirect', { status: 302 }, /redirect/],
  ['an endless answer', { hangs: true }, /no answer in time/],
  ['too much', { body: 'x'.repeat(5_000_000) }, /larger than/],
])('refuses a CDN that answers %s, with retry', async (_, answer, message) => {
  const { cdn } = await serve({ [path]: answer });
  // Short only where nothing ever comes: five megabytes may take their time on a busy machine.
  const source = createReleaseSource('hangs' in answer ? { timeoutMs: 200 } : {});
  await expect(source.read(cdn, 'shop', id)).rejects.toMatchObject({
    name: 'DocumentRefusal',
    retry: true,
    message: expect.stringMatching(message),
  });
});

test('refuses a contradictory description with a correct hash', async () => {
  const broken = hydratedRelease({ change: ({ entryImports }) => void entryImports.push('gone.js') });
  const { cdn } = await serve({ [`/shop/${broken.id}/remote.json`]: { body: JSON.stringify(broken.remote) } });
  await expect(createReleaseSource().read(cdn, 'shop', broken.id)).rejects.toThrow(/entryImports.0: "gone\.js" is not among/);
});

test('reports an unreachable CDN in words', async () => {
  await expect(createReleaseSource().latest('http://127.0.0.1:1', 'shop')).rejects.toThrow(/ECONNREFUSED|bad port/);
});

test('fetches from an internal CDN address that differs from the public one', async () => {
  const { cdn } = await serve({ [path]: { body: JSON.stringify(remote) } });
  const source = createReleaseSource({ reach: (public_) => public_.replace('http://cdn.example', cdn) });
  expect((await source.read('http://cdn.example', 'shop', id)).id).toBe(id);
});

const signature = { schemaVersion: 1, algorithm: 'Ed25519', keyId: '0123456789abcdef', signature: 'A'.repeat(86) };
const signaturePath = `/shop/${id}/signature.json`;

test('returns a signature with the signed bytes', async () => {
  const { cdn, asked } = await serve({ [path]: { body: JSON.stringify(remote) }, [signaturePath]: { body: JSON.stringify(signature) } });
  const source = createReleaseSource();
  const found = await source.signed(cdn, 'shop', id);
  expect(found.signature).toEqual(signature);
  expect(Buffer.from(found.bytes).toString()).toBe(JSON.stringify(remote));
  await source.signed(cdn, 'shop', id);
  expect(asked).toEqual([signaturePath, path]);
});

test.each<[string, Record<string, Answer>, RegExp]>([
  ['none', {}, /not signed/],
  ['no signature', { [signaturePath]: { body: '{"keyId":"x"}' } }, /signature\.json/],
  ['other bytes', { [signaturePath]: { body: JSON.stringify(signature) }, [path]: { body: '{}' } }, /not what was published/],
])('refuses a release with %s', async (_, answers, message) => {
  const { cdn } = await serve({ [path]: { body: JSON.stringify(remote) }, ...answers });
  await expect(createReleaseSource().signed(cdn, 'shop', id)).rejects.toMatchObject({
    name: 'DocumentRefusal',
    message: expect.stringMatching(message),
  });
});
