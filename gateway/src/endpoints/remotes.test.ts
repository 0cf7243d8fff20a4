import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { resolutionSchema } from '@business-m/contract';
import { exportFormats, exportResolution } from '@business-m/manifest/resolve';
import { desiredState, hydratedRelease, hydratedState } from '@business-m/manifest/testing';
import { expect, test, vi } from 'vitest';
import { rawAnswer } from '../testing/raw-answer.ts';
import { startTestGateway } from '../testing/running-gateway.ts';

const wish = (scope: string) => ({ title: scope, team: 'UI', enabled: true, releases: { stable: 'latest' as const } });
const manyRemotes = (count: number) => {
  const scopes = Array.from({ length: count }, (_, index) => `part-${index}`);
  const backend = { mode: 'indie' as const, monolith: 'http://127.0.0.1:9', scopes: {} };
  return hydratedState(desiredState({ remotes: Object.fromEntries(scopes.map((scope) => [scope, wish(scope)])), backend }));
};

async function setUp(count: number) {
  const gateway = await startTestGateway({ state: manyRemotes(count) });
  const cookie = await gateway.cookieOf();
  const get = (headers: Record<string, string> = {}) => rawAnswer(`${gateway.origin}/api/gateway/remotes`, { cookie, ...headers });
  return { gateway, cookie, get };
}

test('a thousand remotes are answered as the schema says, in the order of the document', async () => {
  const { get } = await setUp(1_000);
  const resolution = resolutionSchema.parse(JSON.parse((await get()).body.toString()));
  expect(resolution.remotes.map(({ scope }) => scope)).toEqual(Array.from({ length: 1_000 }, (_, index) => `part-${index}`));
});

test.each([
  ['br', brotliDecompressSync],
  ['gzip', gunzipSync],
] as const)('what was asked for once is sent as %s afterwards, under a tag of its own, and means the same', async (coding, decompress) => {
  const { get } = await setUp(50);
  const plain = await get();
  const headers = { 'accept-encoding': coding };
  await vi.waitFor(async () => expect((await get(headers)).headers['content-encoding']).toBe(coding));
  const small = await get(headers);
  expect(decompress(small.body).equals(plain.body)).toBe(true);
  expect(small.headers.etag).toBe(plain.headers.etag?.replace(/"$/, `-${coding}"`));
  expect(small.headers.vary).toBe('Cookie, Accept-Encoding');
  // Whatever form the caller has: it is the same release set.
  for (const etag of [plain.headers.etag, small.headers.etag]) {
    const again = await get({ 'if-none-match': `"other", ${etag}` });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  }
});

test('another revision has another tag, and never the bytes of the one before', async () => {
  const { gateway, get } = await setUp(3);
  const before = await get();
  const state = gateway.manifest.current();
  if (!state) throw new Error('no state');
  gateway.manifest.set({ ...state, revision: 7 });
  const after = await get({ 'if-none-match': before.headers.etag ?? '' });
  expect(after.status).toBe(200);
  const [one, other] = [before, after].map(({ body }) => resolutionSchema.parse(JSON.parse(body.toString())));
  expect(other).toEqual({ ...one, revision: 7 });
});

test('a user of the canary gets the canary, one who is not gets stable, and a region has its own', async () => {
  const [stable, canary, local] = ['1.0.0', '1.1.0', '1.2.0'].map((version) => hydratedRelease({ version }));
  if (!stable || !canary || !local) throw new Error('no releases');
  const releases = (shareBps: number) => ({ stable: stable.id, canary: { release: canary.id, shareBps } });
  const state = (shareBps: number, bindings: { match: { region: string }; release: string }[] = []) =>
    hydratedState(desiredState({ remotes: { shop: { ...wish('shop'), releases: releases(shareBps), bindings } } }), {
      shop: [stable, canary, local],
    });
  const gateway = await startTestGateway({ state: state(0) });
  const cookie = await gateway.cookieOf();
  const version = async () => {
    const { body } = await rawAnswer(`${gateway.origin}/api/gateway/remotes`, { cookie });
    return resolutionSchema.parse(JSON.parse(body.toString())).remotes[0]?.version;
  };
  expect(await version()).toBe('1.0.0');
  gateway.manifest.set(state(10_000));
  expect(await version()).toBe('1.1.0');
  gateway.manifest.set(state(10_000, [{ match: { region: 'eu-west' }, release: local.id }]));
  expect(await version()).toBe('1.2.0');
});

test('other platforms’ formats have tags of their own; an unknown one is refused', async () => {
  const { gateway, cookie, get } = await setUp(2);
  const format = (name: string) => rawAnswer(`${gateway.origin}/api/gateway/remotes?format=${name}`, { cookie });
  const state = gateway.manifest.current();
  if (!state) throw new Error('no state');
  const resolution = resolutionSchema.parse(JSON.parse((await get()).body.toString()));
  for (const name of exportFormats) {
    const answer = await format(name);
    expect(JSON.parse(answer.body.toString())).toEqual(JSON.parse(JSON.stringify(exportResolution(name, resolution, state))));
    expect(answer.headers.etag).toBe(`"${resolution.releaseSet}.1.${name}"`);
  }
  const unknown = await format('toString');
  expect([unknown.status, JSON.parse(unknown.body.toString())]).toMatchObject([400, { code: 'bad-query', field: 'format' }]);
});

test('a body never outlives its bound: what was pushed out is written again', async () => {
  const { createCompressedAnswers } = await import('../resolution/compressed-answers.ts');
  const answers = createCompressedAnswers({ limitBytes: 3_000 });
  const write = vi.fn(() => 'x'.repeat(1_000));
  for (const tag of ['a', 'b', 'c', 'd', 'd']) answers.get(tag, write);
  expect(write).toHaveBeenCalledTimes(4);
  answers.get('a', write);
  expect(write).toHaveBeenCalledTimes(5);
});

test('the remotes are not told to somebody who is signed out, nor before there is a manifest', async () => {
  const { gateway, cookie } = await setUp(1);
  expect((await rawAnswer(`${gateway.origin}/api/gateway/remotes`, {})).status).toBe(401);
  const empty = await startTestGateway({ state: null });
  const answer = await rawAnswer(`${empty.origin}/api/gateway/remotes`, { cookie });
  expect([answer.status, answer.headers['retry-after']]).toEqual([503, '2']);
});
