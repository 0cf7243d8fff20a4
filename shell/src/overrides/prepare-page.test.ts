import { expect, test, vi } from 'vitest';
import { preparePage } from './prepare-page.ts';
import { createServerStates } from './server-states.ts';

const setUp = (importModule: (url: string) => Promise<unknown>) => {
  const states = createServerStates();
  const window = {} as Window & Record<string, unknown>;
  return { states, window, surroundings: { window, states, importModule, limitMs: 20 } };
};

test('installs Fast Refresh of each server once, and starts its client', async () => {
  const injectIntoGlobalHook = vi.fn();
  const asked: string[] = [];
  const { states, window, surroundings } = setUp(async (url) => {
    asked.push(url);
    return { injectIntoGlobalHook };
  });
  await preparePage(['http://localhost:5175', 'http://localhost:5176', 'http://localhost:5175'], surroundings);
  expect(injectIntoGlobalHook.mock.calls).toEqual([[window], [window]]);
  expect(asked.filter((url) => url.endsWith('/@vite/client'))).toHaveLength(2);
  expect(states.get('http://localhost:5176')).toEqual({ status: 'answers' });
  const type = () => null;
  expect((window.$RefreshSig$ as () => (type: unknown) => unknown)()(type)).toBe(type);
});

test.each([
  ['is dead', () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'))],
  ['hangs', () => new Promise(() => {})],
  ['is something else', async () => ({})],
])('a server that %s holds nothing up and is noted', async (_, importModule) => {
  const { states, window, surroundings } = setUp((url) =>
    url.includes('5176') ? importModule() : Promise.resolve({ injectIntoGlobalHook() {} }),
  );
  await preparePage(['http://localhost:5176', 'http://localhost:5175'], surroundings);
  expect(states.get('http://localhost:5176')).toMatchObject({ status: 'silent' });
  expect(states.get('http://localhost:5175')).toEqual({ status: 'answers' });
  expect(window.$RefreshReg$).toBeTypeOf('function');
});
