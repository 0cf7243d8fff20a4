import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { type RemoteJson, remoteFaults, remoteJsonSchema, SOURCE_MAPS } from '@business-m/contract';
import { releaseIdOf } from '@business-m/manifest/release-id';
import { type PublishFault, PublishRefusal, parseDescribed } from './publish-refusal.ts';

/** What a gateway reads of one. */
const DESCRIPTION_LIMIT_BYTES = 4 * 1_048_576;

export interface Dist {
  remote: RemoteJson;
  /** `<version>-<hash of remote.json>`. */
  id: string;
  /** The bytes of `remote.json`. */
  description: Buffer;
  /** Path inside the release → bytes, `remote.json` included. */
  files: ReadonlyMap<string, Buffer>;
  /** The bytes of `.source-maps.json`, which is no file for browsers; null: the build has none, or they were left behind. */
  sourceMaps: Buffer | null;
}

/** Reads a build; refuses files that differ from its `remote.json`. `described`: stands in for the `remote.json` that the build lacks. */
export async function readDist(dist: string, described?: RemoteJson): Promise<Dist> {
  const files = await readFiles(dist);
  if (described) {
    if (files.has('remote.json')) throw new PublishRefusal('described-twice', `${dist} has a remote.json of its own`);
    // Other builds leave reports and pages of their own behind; only what is described is published.
    const wanted = new Set([SOURCE_MAPS, ...described.files.map(({ path }) => path)]);
    for (const path of files.keys()) if (!wanted.has(path)) files.delete(path);
    files.set('remote.json', Buffer.from(`${JSON.stringify(described, null, 1)}\n`));
  }
  const description = files.get('remote.json');
  if (!description) {
    const hint = files.has('mf-manifest.json')
      ? 'a build of Module Federation’s own plugin is published with --mf <declaration>'
      : 'is it the dist folder of a remote that was built?';
    throw new PublishRefusal('not-a-build', `${dist} has no remote.json: ${hint}`);
  }
  const remote = parseDescription(description);
  const sourceMaps = files.get(SOURCE_MAPS) ?? null;
  if (sourceMaps && remote.sourceMaps?.integrity === integrityOf(sourceMaps)) files.delete(SOURCE_MAPS);
  const faults = [...remoteFaults(remote).map((fault) => ({ code: 'dead-reference', ...fault })), ...differences(remote, files)];
  if (faults.length > 0) throw new PublishRefusal('not-as-described', `${dist} cannot be published:`, { faults });
  return { remote, id: releaseIdOf(remote.version, description), description, files, sourceMaps };
}

export const parseDescription = (description: Buffer): RemoteJson =>
  parseDescribed(remoteJsonSchema, 'remote.json', description, DESCRIPTION_LIMIT_BYTES);

function differences(remote: RemoteJson, files: ReadonlyMap<string, Buffer>): PublishFault[] {
  const listed = new Set(['remote.json', ...remote.files.map(({ path }) => path)]);
  const wrong = remote.files.flatMap(({ path, sizeBytes, integrity }): PublishFault[] => {
    const bytes = files.get(path);
    if (!bytes) return [{ code: 'file-missing', path, message: 'it is missing in the build' }];
    if (bytes.length !== sizeBytes)
      return [{ code: 'file-differs', path, message: `it has ${bytes.length} bytes, remote.json says ${sizeBytes}` }];
    return integrityOf(bytes) === integrity ? [] : [{ code: 'file-differs', path, message: 'it has another hash than remote.json says' }];
  });
  const reserved = [...files.keys()].flatMap((path): PublishFault[] => {
    const reason = whyReserved(path, files);
    return reason === null ? [] : [{ code: 'name-reserved', path, message: reason }];
  });
  const strangers = [...files.keys()].filter((path) => !listed.has(path));
  return [...wrong, ...reserved, ...strangers.map((path) => ({ code: 'file-unlisted', path, message: 'it is not listed in remote.json' }))];
}

/** Why no file of a release may have this name, or null. */
function whyReserved(path: string, files: ReadonlyMap<string, Buffer>): string | null {
  if (path === SOURCE_MAPS) return 'the source maps have another hash than remote.json says: build anew';
  if (path === 'signature.json') return 'the signature of the release has this name';
  if (/(?:^|\/)\./.test(path)) return 'servers do not show what begins with a dot';
  const original = path.replace(/\.(?:br|gz)$/, '');
  return original !== path && files.has(original) ? `the compressed form of ${original} has this name: publishing makes it` : null;
}

/** Path inside a folder → bytes. */
export async function readFiles(dist: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(dist, { recursive: true, withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    throw new PublishRefusal('not-a-build', `${dist} cannot be read (${error.code})`);
  });
  const files = new Map<string, Buffer>();
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    // A link could lead out of the folder, to bytes that are not meant to be published.
    if (!entry.isFile() && !entry.isDirectory()) throw new PublishRefusal('not-a-build', `${path} is neither a file nor a folder`);
    if (entry.isFile()) files.set(relative(dist, path).replaceAll(sep, '/'), await readFile(path));
  }
  return files;
}

/** As Subresource Integrity spells it: what `remote.json` says of every file. */
export const integrityOf = (bytes: Uint8Array) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
