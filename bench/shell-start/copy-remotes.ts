import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { remoteJsonSchema } from '@business-m/contract';
import { releaseIdOf } from '@business-m/manifest/release-id';

/** A release by what a manifest says of it. */
export type CopiedRemote = { scope: string; title: string; release: string };

/** Puts releases into a CDN's folder that describe a built remote under other names. None of them can be opened. */
export async function copyRemotes(dist: string, cdnFolder: string, count: number, screens: number): Promise<CopiedRemote[]> {
  const remote = remoteJsonSchema.parse(JSON.parse(await readFile(join(dist, 'remote.json'), 'utf8')));
  remote.routes = remote.routes.slice(0, screens);
  remote.nav = remote.nav.filter(({ path }) => remote.routes.some((route) => route.path === path));
  const copies: CopiedRemote[] = [];
  for (let index = 0; index < count; index += 1) {
    const scope = `part${index}`;
    const title = `Part ${index}`;
    const text = JSON.stringify({ ...remote, scope, title, package: `@bench/${scope}` });
    const release = releaseIdOf(remote.version, Buffer.from(text));
    const folder = join(cdnFolder, scope, release);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'remote.json'), text);
    copies.push({ scope, title, release });
  }
  return copies;
}
