import { expect, test, vi } from 'vitest';
import { sampleAssets, sampleRemote } from '../testing/sample-remote.ts';
import { createDescriptions } from './descriptions.ts';

const remote = sampleRemote();
const answering = (answer: () => Response) => vi.fn<typeof globalThis.fetch>(async () => answer());
const described = () => new Response(JSON.stringify({ ...sampleAssets(), title: 'Shop', schemaVersion: 1 }));

test('fetches a description once, with the hash of the resolution', async () => {
  const fetch = answering(described);
  const descriptions = createDescriptions({ known: {}, fetch });
  const [first, second] = await Promise.all([descriptions.get(remote), descriptions.get(remote)]);
  expect(first).toEqual(sampleAssets());
  expect(second).toBe(first);
  expect(fetch).toHaveBeenCalledOnce();
  expect(fetch.mock.calls[0]?.[0]).toBe('https://cdn.test/shop/1.2.0-0123456789ab/remote.json');
  expect(fetch.mock.calls[0]?.[1]).toMatchObject({ integrity: remote.descriptionIntegrity, credentials: 'omit' });
});

test('does not fetch a description that the page has, under any spelling', async () => {
  const fetch = answering(described);
  const descriptions = createDescriptions({ known: { [remote.baseUrl]: sampleAssets() }, fetch });
  await expect(descriptions.get(remote, 'https://cdn.test/%73hop/1.2.0-0123456789ab/')).resolves.toEqual(sampleAssets());
  expect(fetch).not.toHaveBeenCalled();
});

test('fetches a failed description again', async () => {
  const fetch = vi
    .fn<typeof globalThis.fetch>()
    .mockResolvedValueOnce(new Response('', { status: 404 }))
    .mockResolvedValueOnce(described());
  const descriptions = createDescriptions({ known: {}, fetch });
  await expect(descriptions.get(remote)).rejects.toThrow(/404/);
  await expect(descriptions.get(remote)).resolves.toEqual(sampleAssets());
});

test('names the fault of an unreadable description', async () => {
  const descriptions = createDescriptions({ known: {}, fetch: answering(() => Response.json({ ...sampleAssets(), files: 'none' })) });
  await expect(descriptions.get(remote)).rejects.toMatchObject({
    failure: { code: 'broken', technical: expect.stringContaining('remote.json: files') },
  });
});
