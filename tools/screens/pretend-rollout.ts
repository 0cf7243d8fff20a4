import { type Fleet, type FleetRemote, fleetSchema, type ReleaseHealth } from '@business-m/contract/admin';
import type { Page } from '@playwright/test';

const [stable, canary, older] = ['1.8.0-3f2a9c81d04e', '1.9.0-b41f0c2a77d9', '1.7.2-9d03e5b1c6aa'] as const;

const healthOf = (release: string, users: number, failed: number): ReleaseHealth => ({
  release,
  users,
  failed,
  slow: Math.round(users / 60),
  failures: failed === 0 ? [] : [{ kind: 'crashed', code: 'render', users: failed }],
});

const publishedAt = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString();

/** Finance in the middle of a rollout that does not go well; the others as they are, with users. */
function inRollout(remote: FleetRemote): FleetRemote {
  const now = remote.remote.releases.stable;
  if (remote.scope !== 'finance') return { ...remote, health: [healthOf(now, 842, 2)] };
  return {
    ...remote,
    remote: { ...remote.remote, releases: { stable, canary: { release: canary, shareBps: 500 } } },
    ...(remote.published && {
      published: [canary, stable, older].map((id, index) => ({
        id,
        version: id.slice(0, 5),
        publishedAt: publishedAt(1 + index * 6),
        signedBy: '4be1c07d9a3f5520',
      })),
    }),
    health: [healthOf(stable, 1204, 5), healthOf(canary, 64, 6)],
  };
}

/** Shows the fleet as it is when many people use it and somebody tries a release. */
export async function pretendRollout(page: Page): Promise<void> {
  await page.route(/\/api\/gateway\/admin\/fleet/, async (route) => {
    const answer = await route.fetch();
    const fleet: Fleet = fleetSchema.parse(await answer.json());
    await route.fulfill({ response: answer, json: { ...fleet, remotes: fleet.remotes.map(inRollout) } });
  });
}
