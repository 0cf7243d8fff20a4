import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { temporaryFolder, writeRemoteDist } from '@business-m/manifest/testing';
import { expect, onTestFinished, test } from 'vitest';
import { openTarget, publishRelease } from '../publish/index.ts';
import { checkRelease } from './check-release.ts';

/** A release with source maps in a folder, as a server shows it. */
async function showRelease({ showsHidden }: { showsHidden: boolean }) {
  const folder = await temporaryFolder(onTestFinished);
  await writeRemoteDist(join(folder, 'dist'), { sourceMaps: '{}' });
  const { scope, id } = await publishRelease({ dist: join(folder, 'dist'), target: await openTarget(join(folder, 'cdn')) });
  const server = createServer(async ({ url = '' }, response) => {
    const bytes = url.includes('/.') && !showsHidden ? null : await readFile(join(folder, 'cdn', url)).catch(() => null);
    response.writeHead(bytes ? 200 : 404, { 'content-type': 'text/javascript', 'access-control-allow-origin': '*' }).end(bytes);
  });
  server.listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const cdn = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { cdn, origin: 'https://desk.test', scope, id, policy: undefined };
}

test.each([true, false])('says of a CDN whether it shows source maps to browsers (%s)', async (showsHidden) => {
  const release = await showRelease({ showsHidden });
  const findings = await checkRelease(release, () => {});
  const { cdn, scope, id } = release;
  const shown = { check: 'source maps', state: 'fail', message: `${cdn}/${scope}/${id}/.source-maps.json is shown to browsers` };
  expect(findings.filter(({ check }) => check === 'source maps')).toEqual(showsHidden ? [expect.objectContaining(shown)] : []);
});
