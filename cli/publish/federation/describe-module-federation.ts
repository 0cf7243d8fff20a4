import { writeFile } from 'node:fs/promises';
import { dirname, join, posix, resolve } from 'node:path';
import { containStyles } from '@business-m/build/styles';
import { type RemoteDeclaration, type RemoteJson, remoteFaults, remoteJsonSchema, SOURCE_MAPS } from '@business-m/contract';
import { validRange } from 'semver';
import { notAsDescribed, type PublishFault, PublishRefusal, parseDescribed } from '../publish-refusal.ts';
import { integrityOf, readFiles } from '../read-dist.ts';
import { type MfManifest, mfManifestSchema } from './mf-manifest.ts';

const LIMIT_BYTES = 2 * 1_048_576;

/** What the desk has to know of a remote and its build does not say. */
export interface FederationDeclaration extends RemoteDeclaration, Pick<RemoteJson, 'scope' | 'version' | 'package'> {
  /** Range of the host API it calls; any when it calls none. */
  hostApi?: string;
}

/**
 * Makes the `remote.json` of a Module Federation build from `mf-manifest.json` and the declaration, and in the build's own files keeps the styles that its screens
 * link inside of its own elements, and the source maps apart from what browsers may fetch. @throws PublishRefusal with paths.
 *
 * @param warn takes sentences about maps that are left out
 */
export async function describeModuleFederation(
  dist: string,
  declaration: FederationDeclaration,
  warn: (sentence: string) => void = () => {},
): Promise<RemoteJson> {
  const files = await readFiles(dist);
  const bytes = files.get('mf-manifest.json');
  if (!bytes) throw new PublishRefusal('not-a-build', `${dist} has no mf-manifest.json: build it with "manifest: true"`);
  const manifest = parseDescribed(mfManifestSchema, `mf-manifest.json of ${dist}`, bytes, LIMIT_BYTES);
  const { ranges, faults } = requiredRanges(manifest.shared);
  refuse(dist, 'mf-manifest.json', [...faults, ...entryFaults(manifest), ...repeatedExposes(manifest)]);

  await containBuilt(dist, declaration.scope, manifest, files);
  const sourceMaps = await takeSourceMaps(dist, files, warn);
  const { hostApi = '*', ...declared } = declaration;
  const described: unknown = {
    schemaVersion: 1,
    ...declared,
    format: 'module-federation',
    remoteEntry: entryPath(manifest),
    exposes: Object.fromEntries(manifest.exposes.map(({ path, assets }) => [path, { js: assets.js.sync, css: assets.css.sync }])),
    entryImports: [],
    files: [...files]
      .filter(([path]) => isPublished(path))
      .map(([path, bytes]) => ({ path, sizeBytes: bytes.length, integrity: integrityOf(bytes) })),
    ...(sourceMaps && { sourceMaps: { sizeBytes: sourceMaps.length, integrity: integrityOf(sourceMaps) } }),
    requires: { shared: ranges, hostApi },
  };
  const text = Buffer.from(JSON.stringify(described));
  const remote = parseDescribed(remoteJsonSchema, `remote.json of ${dist}`, text, Number.POSITIVE_INFINITY);
  const dead = remoteFaults(remote).map(({ path, message }) => notAsDescribed(path, message));
  refuse(dist, 'remote.json', dead);
  return { ...remote, files: remote.files.toSorted((a, b) => (a.path < b.path ? -1 : 1)) };
}

async function containBuilt(dist: string, scope: string, { exposes }: MfManifest, files: Map<string, Buffer>): Promise<void> {
  const linked = new Set(exposes.flatMap(({ assets: { css } }) => [...css.sync, ...css.async]));
  const faults: PublishFault[] = [];
  for (const path of linked) {
    const text = files.get(path)?.toString('utf8');
    if (text === undefined) continue;
    try {
      const contained = Buffer.from(containStyles(text, scope));
      files.set(path, contained);
      await writeFile(join(dist, path), contained);
    } catch (error) {
      faults.push(notAsDescribed(path, error instanceof Error ? error.message : String(error)));
    }
  }
  refuse(dist, 'a stylesheet', faults);
}

/** Takes the maps out of `files`, and their addresses out of scripts and styles; writes them into one file beside, null where there is none. */
async function takeSourceMaps(dist: string, files: Map<string, Buffer>, warn: (sentence: string) => void): Promise<Buffer | null> {
  const { mayNameMap, storeMaps, withoutMapAddress } = await import('@business-m/build/source-maps');
  const maps = new Map<string, string>();
  for (const [path, bytes] of [...files].filter(([path]) => mayNameMap(path))) {
    const text = bytes.toString('utf8');
    const { code, inline } = withoutMapAddress(text);
    if (code !== text) await put(path, code);
    // Kept for the next time: it is published again from what is now in the folder.
    if (inline !== null) await put(`${path}.map`, inline);
    const map = files.get(`${path}.map`);
    if (map) maps.set(path, map.toString('utf8'));
    files.delete(`${path}.map`);
  }
  const stored = storeMaps(maps, dirname(resolve(dist)), warn);
  if (stored) await writeFile(join(dist, SOURCE_MAPS), stored);
  return stored;

  async function put(path: string, text: string): Promise<void> {
    files.set(path, Buffer.from(text));
    await writeFile(join(dist, path), text);
  }
}

const entryPath = ({ metaData: { remoteEntry } }: MfManifest) => posix.join(remoteEntry.path, remoteEntry.name);

function entryFaults({ metaData: { remoteEntry, publicPath = 'auto' } }: MfManifest): PublishFault[] {
  const faults: PublishFault[] = [];
  if (remoteEntry.type !== 'module')
    faults.push(notAsDescribed('metaData.remoteEntry.type', `"${remoteEntry.type}" is no ES module: the desk runs nothing else`));
  // "" and "./" are relative to the module that imports.
  if (!['auto', '', './'].includes(publicPath)) {
    const message = `"${publicPath}" fetches files from elsewhere than the release: build with base "./"`;
    faults.push(notAsDescribed('metaData.publicPath', message));
  }
  return faults;
}

function repeatedExposes({ exposes }: MfManifest): PublishFault[] {
  const paths = exposes.map(({ path }) => path);
  return paths.flatMap((path, index) =>
    paths.indexOf(path) < index ? [notAsDescribed(`exposes.${index}.path`, `"${path}" is exposed twice`)] : [],
  );
}

/** Reports for tools, and the page of a remote that also runs by itself, are nothing to a desk. */
const isPublished = (path: string) => !/(?:^|\/)\./.test(path) && !/^(?:mf-stats\.json|index\.html)$/.test(path);

function refuse(dist: string, document: string, faults: PublishFault[]): void {
  if (faults.length > 0) throw new PublishRefusal('not-as-described', `${document} of ${dist} is wrong:`, { faults });
}

/** What the desk must provide: packages without a copy in the build, and singletons. `react/jsx-runtime` has the version of `react`. */
function requiredRanges(shared: MfManifest['shared']): { ranges: Record<string, string>; faults: PublishFault[] } {
  const found = new Map<string, string>();
  const faults: PublishFault[] = [];
  for (const [index, { name, singleton = false, requiredVersion, assets }] of shared.entries()) {
    const hasCopy = (assets?.js.sync.length ?? 0) + (assets?.js.async.length ?? 0) > 0;
    if (hasCopy && !singleton) continue;
    const range = requiredVersion || '*';
    const path = `shared.${index}.requiredVersion`;
    if (validRange(range) === null) {
      faults.push(notAsDescribed(path, `"${range}" is no range of versions`));
      continue;
    }
    const pack = name.split('/', name.startsWith('@') ? 2 : 1).join('/');
    const other = found.get(pack);
    if (other === undefined || other === '*' || other === range) found.set(pack, range);
    else if (range !== '*') faults.push(notAsDescribed(path, `${pack} is asked for as ${other}, and as ${range}`));
  }
  return { ranges: Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1))), faults };
}
