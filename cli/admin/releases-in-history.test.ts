import { expect, test } from 'vitest';
import { environment, revision, SECRET, standInGateway } from '../testing/stand-in-gateway.ts';
import { adminClient } from './admin-client.ts';
import { releasesInHistory } from './releases-in-history.ts';

const AT = '/api/gateway/admin/environments';
const id = (number: number) => `1.${number}.0-${String(number).padStart(12, '0')}`;
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
const edit = (number: number, days: number, before: string, after: string) => ({
  revision: revision(number, { time: daysAgo(days) }),
  differences: [{ path: 'remotes.shop.releases.stable', before, after }],
});

test('keeps releases named by any environment in its current, past, historical and proposed documents', async () => {
  const head = { ...revision(5), text: '{}' };
  const fifty = Array.from({ length: 50 }, (_, index) => ({ path: `remotes.r${index}.enabled`, before: true, after: false }));
  const { env, calls } = await standInGateway({
    [`GET ${AT}`]: { serving: 'dev', environments: [environment('dev')] },
    [`GET ${AT}/dev`]: { head, merged: { remotes: { shop: { releases: { stable: id(5) } } } } },
    [`GET ${AT}/dev/proposals`]: {
      items: [
        {
          proposal: { id: 'p1', state: 'pending', author: head.author, reason: 'r', time: head.time, parent: 5, text: `{"a":"${id(9)}"}` },
          differences: [],
        },
      ],
    },
    [`GET ${AT}/dev/history?limit=100`]: { items: [edit(5, 1, id(4), id(5)), { ...edit(4, 2, '', ''), differences: fifty }], next: 4 },
    [`GET ${AT}/dev/history?limit=100&before=4`]: {
      items: [edit(3, 20, id(2), id(3)), edit(2, 40, id(1), id(2)), edit(1, 50, id(0), id(1))],
      next: null,
    },
    [`GET ${AT}/dev/diff?from=3&to=4`]: { differences: [{ path: 'remotes', before: { shop: { bindings: [{ release: id(7) }] } } }] },
  });
  const client = adminClient(undefined, { ...env, SERVICE_SECRET: SECRET, XDG_CONFIG_HOME: '/nowhere' });
  const named = await releasesInHistory(client, new Date(daysAgo(30)));
  expect([...named].sort()).toEqual([id(2), id(3), id(4), id(5), id(7), id(9)]);
  expect(calls.map(({ call }) => call)).toContain(`GET ${AT}/dev/diff?from=3&to=4`);
});
