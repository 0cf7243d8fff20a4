import type { DevelopmentRemote, Override, Resolution } from '@business-m/contract';
import { matchRoute } from '@business-m/contract';
import { expect, test, vi } from 'vitest';
import { sampleRemote } from '../testing/sample-remote.ts';
import { createOverrides } from './create-overrides.ts';
import { createServerStates } from './server-states.ts';

const origin = 'http://localhost:5175';
const override = (scope: string): Override => ({ scope, origin, expiresAt: '2030-01-01T00:00:00.000Z' });
const described = (over: Partial<DevelopmentRemote> = {}): DevelopmentRemote => ({
  schemaVersion: 1,
  scope: 'shop',
  version: '2.0.0',
  title: 'New shop',
  nav: [{ title: 'Till', path: 'till' }],
  routes: [{ path: 'till', expose: './till', title: 'Till', permissions: ['cashier'] }],
  permissions: ['cashier'],
  requires: { shared: { react: '^19.0.0' }, hostApi: '^1.0.0' },
  ...over,
});
const resolution: Resolution = {
  schemaVersion: 2,
  revision: 1,
  environment: 'test',
  releaseSet: 'A'.repeat(22),
  remotes: [sampleRemote(), sampleRemote({ scope: 'yard', title: 'Yard' })],
  disabled: [{ scope: 'attic', title: 'Attic', message: 'Closed' }],
};

interface Given {
  answer?: () => Promise<Response>;
  overrides?: Override[];
  prepared?: boolean;
  loadModule?: () => Promise<unknown>;
}

function setUp({
  answer = async () => Response.json(described()),
  overrides = [override('shop')],
  prepared = true,
  loadModule,
}: Given = {}) {
  const states = createServerStates();
  if (prepared) states.set(origin, { status: 'answers' });
  const reload = vi.fn();
  const load = vi.fn(loadModule ?? (async () => () => null));
  const provided = { hostApi: '1.1.0', shared: { react: '19.3.1' } };
  return {
    states,
    reload,
    load,
    page: createOverrides({ overrides, states, provided, loadModule: load, coverServer: async () => {}, fetch: vi.fn(answer), reload }),
  };
}

test('a remote is replaced where it stands, with the declaration and the address of its dev server', async () => {
  const { remotes } = await setUp().page.apply(resolution);
  expect(remotes.map(({ scope, title, version }) => [scope, title, version])).toEqual([
    ['shop', 'New shop', '2.0.0'],
    ['yard', 'Yard', '1.2.0'],
  ]);
  expect(remotes[0]).toMatchObject({ baseUrl: `${origin}/@desk/`, apiUrl: '/api/shop', nav: [{ path: 'till' }], permissions: [] });
  expect(remotes[1]).toBe(resolution.remotes[1]);
});

test.each(['people', 'attic'])('serves %s, which the desk does not offer', async (scope) => {
  const { page } = setUp({ overrides: [override(scope)], answer: async () => Response.json(described({ scope })) });
  const { remotes, disabled } = await page.apply(resolution);
  expect(remotes.map((remote) => remote.scope)).toEqual(['shop', 'yard', scope]);
  expect(disabled.map((it) => it.scope)).toEqual(scope === 'attic' ? [] : ['attic']);
});

test.each<[string, () => Promise<Response>, RegExp]>([
  ['is dead', () => Promise.reject(new TypeError('fetch failed')), /does not answer/],
  ['is no dev server of a remote', async () => new Response('', { status: 404 }), /serves no remote/],
  ['answers with a page', async () => new Response('<!doctype html>'), /no JSON/],
  ['never ends', async () => new Response('x'.repeat(300 * 1024)), /more than 256 kB/],
  ['serves another remote', async () => Response.json(described({ scope: 'yard' })), /serves "yard", not "shop"/],
  ['describes it wrongly', async () => Response.json({ ...described(), routes: [] }), /wrongly: routes/],
])('a server that %s keeps the navigation and says why', async (_, answer, reason) => {
  const { page, states } = setUp({ answer });
  const { remotes } = await page.apply(resolution);
  expect(remotes[0]).toMatchObject({ title: 'Shop', nav: resolution.remotes[0]?.nav, baseUrl: `${origin}/@desk/` });
  expect(states.get(origin)).toEqual({ status: 'silent', reason: expect.stringMatching(reason) });
  await expect(page.load(sampleRemote(), './items', 0)).rejects.toMatchObject({ failure: { code: 'unreachable', remedy: 'retry' } });
});

test('leads any address of an unknown remote to a screen that can be retried', async () => {
  const { page } = setUp({ overrides: [override('people')], answer: () => Promise.reject(new TypeError()) });
  const applied = await page.apply(resolution);
  for (const path of ['/people', '/people/staff', '/people/staff/new/now']) expect(matchRoute(applied, path)?.remote.scope).toBe('people');
});

test('a screen is asked for by its name, and by another address each time after it failed', async () => {
  const { page, load } = setUp();
  await page.load(sampleRemote(), './till', 0);
  await page.load(sampleRemote(), './till', 1);
  const urls = load.mock.calls.map((call) => (call as unknown as [{ entryUrl: string; format: string }])[0]);
  expect(urls[0]).toEqual({ scope: 'shop', format: 'development', entryUrl: `${origin}/@desk/till` });
  expect(urls[1]?.entryUrl).toMatch(/\/@desk\/till\?t=\d{13}$/);
});

test('sources with a fault are told from a server that has stopped', async () => {
  const loadModule = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
  await expect(setUp({ loadModule }).page.load(sampleRemote(), './till', 0)).rejects.toMatchObject({ failure: { code: 'broken' } });
  let asked = 0;
  const answer = async () => {
    asked += 1;
    if (asked > 1) throw new TypeError('fetch failed');
    return Response.json(described());
  };
  const { page, states } = setUp({ loadModule, answer });
  await expect(page.load(sampleRemote(), './till', 0)).rejects.toMatchObject({ failure: { code: 'unreachable' } });
  expect(states.get(origin)?.status).toBe('silent');
});

test('reloads a page that began without the dev server only on a retry', async () => {
  const { page, reload, load } = setUp({ prepared: false });
  await page.apply(resolution);
  await expect(page.load(sampleRemote(), './till', 0)).rejects.toMatchObject({ failure: { code: 'unreachable' } });
  expect(reload).not.toHaveBeenCalled();
  void page.load(sampleRemote(), './till', 1);
  await vi.waitFor(() => expect(reload).toHaveBeenCalledOnce());
  expect(load).not.toHaveBeenCalled();
});

test('does not load a module that needs another desk', async () => {
  const { page, load } = setUp({ answer: async () => Response.json(described({ requires: { shared: {}, hostApi: '^2.0.0' } })) });
  await expect(page.load(sampleRemote(), './till', 0)).rejects.toMatchObject({ failure: { code: 'incompatible' } });
  expect(load).not.toHaveBeenCalled();
});
