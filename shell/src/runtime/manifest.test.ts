import { createApiClient } from '@business-m/sdk';
import { expect, test } from 'vitest';
import { sampleRemote } from '../testing/sample-remote.ts';
import { fetchResolution } from './manifest.ts';

const resolution = {
  schemaVersion: 2,
  revision: 3,
  environment: 'test',
  releaseSet: 'A'.repeat(22),
  remotes: [sampleRemote()],
  disabled: [],
};
const answering = (body: unknown) => createApiClient({ fetch: async () => new Response(JSON.stringify(body)) });

test('a resolution arrives parsed', async () => {
  await expect(fetchResolution(answering(resolution))).resolves.toEqual(resolution);
});

test.each([
  [{ ...resolution, schemaVersion: 1 }, 'document'],
  [{ ...resolution, releaseSet: undefined }, 'document'],
  ['nothing', 'document'],
  [{ ...resolution, remotes: {} }, 'remotes'],
  [{ ...resolution, remotes: [sampleRemote(), null] }, 'remotes.1'],
  [{ ...resolution, remotes: [{ ...sampleRemote(), routes: 'none' }] }, 'remotes.0'],
  [{ ...resolution, remotes: [sampleRemote(), { ...sampleRemote(), routes: [{ path: 'x' }] }] }, 'remotes.1.routes.0'],
  [{ ...resolution, disabled: [{ scope: 'x' }] }, 'disabled.0'],
  [{ ...resolution, remotes: Array.from({ length: 2_001 }, () => sampleRemote()) }, 'remotes'],
])('a resolution that cannot be read says where (%#)', async (wrong, part) => {
  await expect(fetchResolution(answering(wrong))).rejects.toMatchObject({
    problem: { code: 'bad-answer', detail: expect.stringContaining(`(${part})`) },
  });
});
