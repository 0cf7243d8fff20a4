import type { Fleet } from '@business-m/contract/admin';
import { expect, test } from 'vitest';
import { checkUpstreams } from './check-environment.ts';

type Upstream = Fleet['remotes'][number]['upstream'];

const found = (upstream: Upstream, enabled = true) => {
  const remotes = [{ scope: 'people', remote: { enabled }, upstream }] as unknown as Fleet['remotes'];
  return checkUpstreams({ remotes } as Fleet).map(({ state, message }) => [state, message]);
};

test.each<[Upstream, string, RegExp]>([
  [{ url: 'http://x.test', status: 'up' }, 'ok', /answers/],
  [{ url: null, status: 'unknown' }, 'ok', /has no address: what it calls below \/api\/people\/ is refused/],
  [{ url: 'http://x.test', status: 'unknown' }, 'warn', /nothing is known of http:\/\/x.test/],
  [{ url: 'http://x.test', status: 'down', message: 'refuses connections' }, 'fail', /http:\/\/x.test refuses connections/],
])('%j is %s', (upstream, state, message) => {
  expect(found(upstream)).toEqual([[state, expect.stringMatching(message)]]);
});

test('ignores an unhealthy upstream of a disabled remote', () => {
  expect(found({ url: 'http://x.test', status: 'down' }, false)).toEqual([['warn', expect.stringContaining('does not answer')]]);
});
