import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { remoteJsonSchema } from '@business-m/manifest/schema';

/** A release by what a manifest says of it. */
export interface CopiedRemote {
  scope: string;
  title: string;
  release: string;
}

/**
 * Puts releases into a CDN's folder that differ from a built remote by their names alone. All of them describe themselves in full; only the
 * first few can be opened, since nobody opens the others.
 */
export async function copyRemotes(dist: string, cdnFolder: string, count: number): Promise<CopiedRemote[]> {
  const remote = remoteJsonSchema.parse(JSON.parse(await readFile(join(dist, 'remote.json'), 'utf8')));
  const copies: CopiedRemote[] = [];
  for (let index = 0; index < count; index += 1) {
    const scope = `part${index}`;
    const title = `Part ${index}`;
    const text = JSON.stringify({ ...remote, scope, title, package: `@bench/${scope}` });
    const release = `${remote.version}-${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
    const folder = join(cdnFolder, scope, release);
    await mkdir(folder, { recursive: true });
    if (index < 2) await cp(dist, folder, { recursive: true });
    await writeFile(join(folder, 'remote.json'), text);
    copies.push({ scope, title, release });
  }
  return copies;
}
