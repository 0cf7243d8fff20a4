import { expect, test, vi } from 'vitest';
import { sampleAssets, sampleRemote } from '../testing/sample-remote.ts';
import { createDescriptions } from './descriptions.ts';

const remote = sampleRemote();
const answering = (answer: () => Response) => vi.fn<typeof globalThis.fetch>(async () => answer());
const described = () => new Response(JSON.stringify({ ...sampleAssets(), title: 'Shop', schemaVersion: 1 }));

test('a description is asked for once, with the hash that the resolution has', async () => {
  const fetch = answering(described);
  const descriptions = createDescriptions({ known: {}, fetch });
  const [first, second] = await Promise.all([descriptions.get(remote), descriptions.get(remote)]);
  expect(first).toEqual(sampleAssets());
  expect(second).toBe(first);
  expect(fetch).toHaveBeenCalledOnce();
  expect(fetch.mock.calls[0]?.[0]).toBe('https://cdn.test/shop/1.2.0-0123456789ab/remote.json');
  expect(fetch.mock.calls[0]?.[1]).toMatchObject({ integrity: remote.descriptionIntegrity, credentials: 'omit' });
});

test('what the page came with is not asked for, under any spelling', async () => {
  const fetch = answering(described);
  const descriptions = createDescriptions({ known: { [remote.baseUrl]: sampleAssets() }, fetch });
  await expect(descriptions.get(remote, 'https://cdn.test/%73hop/1.2.0-0123456789ab/')).resolves.toEqual(sampleAssets());
  expect(fetch).not.toHaveBeenCalled();
});

test('what failed is asked for again', async () => {
  const fetch = vi
    .fn<typeof globalThis.fetch>()
    .mockResolvedValueOnce(new Response('', { status: 404 }))
    .mockResolvedValueOnce(described());
  const descriptions = createDescriptions({ known: {}, fetch });
  await expect(descriptions.get(remote)).rejects.toThrow(/404/);
  await expect(descriptions.get(remote)).resolves.toEqual(sampleAssets());
});

test('a description that cannot be read says where', async () => {
  const descriptions = createDescriptions({ known: {}, fetch: answering(() => Response.json({ ...sampleAssets(), files: 'none' })) });
  await expect(descriptions.get(remote)).rejects.toMatchObject({
    failure: { code: 'broken', technical: expect.stringContaining('remote.json: files') },
  });
});
