import { memo } from 'react';
import { expect, test, vi } from 'vitest';
import { sampleAssets, sampleRemote } from '../testing/sample-remote.ts';
import { createDescriptions } from './descriptions.ts';
import { createFetchScreen } from './fetch-screen.ts';

const remote = sampleRemote();
const Screen = () => null;
const Memoised = memo(Screen);
const provided = { hostApi: '1.0.0', shared: { react: '19.3.1' } };

function setUp(loaded: unknown, { assets = sampleAssets(), overridden = false } = {}) {
  const steps: string[] = [];
  const loadModule = vi.fn(async ({ entryUrl }: { entryUrl: string }) => {
    steps.push(`load ${entryUrl}`);
    return loaded;
  });
  const fetch = vi.fn<typeof globalThis.fetch>(async (url) => {
    steps.push(`describe ${url}`);
    return Response.json(assets);
  });
  const verify = vi.fn(async (baseUrl: string) => void steps.push(`guard ${baseUrl}`));
  const loadStyles = vi.fn(async () => {});
  const descriptions = createDescriptions({ known: {}, fetch });
  const fetchScreen = createFetchScreen({
    provided,
    loadModule,
    descriptions,
    integrity: { verify },
    async coverFiles(_, baseUrl, { needs }) {
      steps.push(`cover ${baseUrl} ${needs}`);
    },
    loadStyles,
    containStyles: async () => void steps.push('contain'),
    overrides: {
      has: () => overridden,
      async load(remote, expose, attempt) {
        steps.push(`developed ${remote.scope} ${expose} ${attempt}`);
        return loaded;
      },
    },
  });
  return { steps, loadModule, loadStyles, fetchScreen };
}

test('a release is described and its hashes are pinned before anything of it is fetched, under the URLs of the attempt', async () => {
  const { fetchScreen, steps, loadStyles } = setUp(Screen);
  await expect(fetchScreen(remote, './items', 1)).resolves.toBe(Screen);
  const baseUrl = 'https://cdn.test/%73hop/1.2.0-0123456789ab/';
  expect(steps).toEqual([
    `describe ${baseUrl}remote.json`,
    `guard ${baseUrl}`,
    `cover ${baseUrl} undefined`,
    'contain',
    `load ${baseUrl}remoteEntry.js`,
  ]);
  expect(loadStyles).toHaveBeenCalledWith({ scope: 'shop', baseUrl, paths: ['items.css'], files: sampleAssets().files });
});

test('needs no containment for a release whose code makes no styles', async () => {
  const { fetchScreen, steps } = setUp(Screen, { assets: sampleAssets({ injectsStyles: false }) });
  await fetchScreen(remote, './items', 0);
  expect(steps).not.toContain('contain');
});

test('fetches nothing of a release that does not fit', async () => {
  const { fetchScreen, loadModule } = setUp(() => null, {
    assets: sampleAssets({ requires: { shared: { react: '^18.0.0' }, hostApi: '^1.0.0' } }),
  });
  await expect(fetchScreen(remote, './items', 0)).rejects.toMatchObject({ failure: { code: 'incompatible', remedy: 'none' } });
  expect(loadModule).not.toHaveBeenCalled();
});

test('when every spelling has failed, only a reload helps', async () => {
  await expect(setUp(() => null).fetchScreen(remote, './items', 16)).rejects.toMatchObject({
    failure: { code: 'worn-out', remedy: 'reload' },
  });
});

test('loads from a dev server without description and hashes', async () => {
  const { fetchScreen, steps } = setUp(Screen, { overridden: true });
  await expect(fetchScreen(remote, './items', 3)).resolves.toBe(Screen);
  expect(steps).toEqual(['contain', 'developed shop ./items 3']);
});

test('a remote whose addresses are none is told before anything is asked for', async () => {
  const { fetchScreen, steps } = setUp(Screen);
  const wrong = sampleRemote({ baseUrl: 'javascript:alert(1)//' });
  await expect(fetchScreen(wrong, './items', 0)).rejects.toMatchObject({
    failure: { code: 'broken', technical: expect.stringContaining('shop.baseUrl') },
  });
  expect(steps).toEqual([]);
});

test('fails the screen when a stylesheet fails', async () => {
  const { fetchScreen, loadStyles } = setUp(() => null);
  loadStyles.mockRejectedValue(new TypeError('The stylesheet could not be loaded'));
  await expect(fetchScreen(remote, './items', 0)).rejects.toThrow('stylesheet');
});

test.each([
  [undefined],
  [null],
  ['<!doctype html>'],
  [{}],
  [{ default: 1 }],
  [{ $$typeof: Symbol.for('react.transitional.element'), props: {} }],
])('a lie (%j) is told from a screen', async (loaded) => {
  await expect(setUp(loaded).fetchScreen(remote, './items', 0)).rejects.toMatchObject({ failure: { code: 'not-a-screen' } });
});

test('accepts a memoised component as a screen', async () => {
  await expect(setUp(Memoised).fetchScreen(remote, './items', 0)).resolves.toBe(Memoised);
});
