import type { DesiredState } from '@business-m/contract';
import { hydratedStateSchema } from '@business-m/manifest/resolve';
import { desiredState, hydratedRelease, hydratedState } from '@business-m/manifest/testing';

/** Screens of each remote, and files of each release: about what the finance remote has. */
const SCREENS = 12;
const FILES = 30;

/** A fleet of `size` remotes: every other one has a canary at 10 %, every fifth a binding, every tenth screens for some roles only. */
export function fleetOf(size: number) {
  const names = Array.from({ length: size }, (_, index) => `remote-${String(index).padStart(4, '0')}`);
  const releases = Object.fromEntries(
    names.map((scope, index) => [scope, ['1.0.0', '1.1.0', '1.2.0'].map((version) => release(scope, version, index % 10 === 0))]),
  );
  const remotes = Object.fromEntries(
    names.map((scope, index) => {
      const [stable, canary, bound] = releases[scope] ?? [];
      if (!stable || !canary || !bound) throw new Error(`${scope} has no releases`);
      return [
        scope,
        {
          title: `Remote ${index}`,
          team: 'Bench',
          enabled: true,
          releases: { stable: stable.id, ...(index % 2 === 0 && { canary: { release: canary.id, shareBps: 1_000 } }) },
          ...(index % 5 === 0 && { bindings: [{ match: { tenant: 'acme' }, release: bound.id }] }),
        },
      ];
    }),
  ) as DesiredState['remotes'];
  return hydratedStateSchema.parse(hydratedState(desiredState({ remotes }), releases));
}

function release(scope: string, version: string, someRoles: boolean) {
  const files = Object.fromEntries(Array.from({ length: FILES }, (_, index) => [`assets/chunk-${index}.js`, `export default ${index};`]));
  return hydratedRelease({
    scope,
    version,
    files,
    change(remote) {
      remote.routes = Array.from({ length: SCREENS }, (_, index) => ({
        path: `screen-${index}`,
        expose: './items',
        title: `Screen ${index}`,
        preload: [`/api/meta/doctype-${index}`, `/api/resource/doctype-${index}{search}`],
        ...(someRoles && index > 8 && { permissions: ['ops'] }),
      }));
      remote.nav = remote.routes.map(({ path, title }) => ({ path, title, icon: 'list', group: 'Screens' }));
    },
  });
}
