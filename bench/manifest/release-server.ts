import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hydratedRelease } from '@business-m/manifest/testing';

const SCOPES = 10;

/** A CDN in this process with two releases of ten remotes, and documents that name them. */
export async function startReleases() {
  const scopes = Array.from({ length: SCOPES }, (_, index) => `remote-${index}`);
  const releases = scopes.map((scope) => ({
    scope,
    stable: hydratedRelease({ scope, version: '1.0.0' }),
    canary: hydratedRelease({ scope, version: '1.1.0' }),
  }));
  const bodies = new Map<string, string>(
    releases.flatMap(({ scope, stable, canary }) =>
      [stable, canary].map(({ id, remote }) => [`/${scope}/${id}/remote.json`, JSON.stringify(remote)] as const),
    ),
  );
  const server = createServer((request, response) => {
    const body = bodies.get(request.url ?? '');
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  /** The document with one canary at this share, as an operator raises it. */
  const document = (shareBps: number): string =>
    JSON.stringify(
      {
        schemaVersion: 1,
        environment: 'prod',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the manifest
        cdn: '${CDN_ORIGIN}',
        backend: { mode: 'indie', scopes: {} },
        remotes: Object.fromEntries(
          releases.map(({ scope, stable, canary }, index) => {
            const named = { stable: stable.id, ...(index === 0 && { canary: { release: canary.id, shareBps } }) };
            return [scope, { title: scope, team: 'Bench', enabled: true, releases: named }];
          }),
        ),
      },
      null,
      2,
    );

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    document,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
