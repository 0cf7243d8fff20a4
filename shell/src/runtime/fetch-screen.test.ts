import { memo } from 'react';
import { expect, test, vi } from 'vitest';
import { sampleRemote } from '../testing/sample-remote.ts';
import { createFetchScreen } from './fetch-screen.ts';

const remote = sampleRemote();
const Screen = () => null;
const Memoised = memo(Screen);
const provided = { hostApi: '1.0.0', shared: { react: '19.3.1' } };

function setUp(loaded: unknown) {
  const steps: string[] = [];
  const loadModule = vi.fn(async ({ entryUrl }: { entryUrl: string }) => {
    steps.push(`load ${entryUrl}`);
    return loaded;
  });
  const guardIntegrity = vi.fn((_remote: unknown, baseUrl: string) => void steps.push(`guard ${baseUrl}`));
  const loadStyles = vi.fn(async () => {});
  return { steps, loadModule, loadStyles, fetchScreen: createFetchScreen({ provided, loadModule, guardIntegrity, loadStyles }) };
}

test('hashes are pinned before anything is fetched, under the URLs of the attempt', async () => {
  const { fetchScreen, steps, loadStyles } = setUp(Screen);
  await expect(fetchScreen(remote, './items', 1)).resolves.toBe(Screen);
  const baseUrl = 'https://cdn.test/%73hop/1.2.0-0123456789ab/';
  expect(steps).toEqual([`guard ${baseUrl}`, `load ${baseUrl}remoteEntry.js`]);
  expect(loadStyles).toHaveBeenCalledWith(baseUrl, ['items.css'], remote.files);
});

test('what does not fit this desk is not even fetched', async () => {
  const { fetchScreen, loadModule } = setUp(() => null);
  const misfit = sampleRemote({ requires: { shared: { react: '^18.0.0' }, hostApi: '^1.0.0' } });
  await expect(fetchScreen(misfit, './items', 0)).rejects.toMatchObject({ failure: { code: 'incompatible', remedy: 'none' } });
  expect(loadModule).not.toHaveBeenCalled();
});

test('when every spelling has failed, only a reload helps', async () => {
  await expect(setUp(() => null).fetchScreen(remote, './items', 16)).rejects.toMatchObject({
    failure: { code: 'worn-out', remedy: 'reload' },
  });
});

test('a stylesheet that fails fails the screen', async () => {
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

test('a memoised component is a screen', async () => {
  await expect(setUp(Memoised).fetchScreen(remote, './items', 0)).resolves.toBe(Memoised);
});
