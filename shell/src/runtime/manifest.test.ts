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

test('a resolution that cannot be read says where', async () => {
  const wrong = { ...resolution, remotes: [{ ...sampleRemote(), routes: 'none' }] };
  await expect(fetchResolution(answering(wrong))).rejects.toMatchObject({
    problem: { code: 'bad-answer', detail: expect.stringContaining('remotes.0.routes') },
  });
});
