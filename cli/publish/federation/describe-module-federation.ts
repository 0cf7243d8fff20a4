import { posix } from 'node:path';
import { type RemoteDeclaration, type RemoteJson, remoteFaults, remoteJsonSchema } from '@business-m/contract';
import { integrityOf } from '../integrity.ts';
import { type PublishFault, PublishRefusal } from '../publish-refusal.ts';
import { readFiles } from '../read-dist.ts';
import { type MfManifest, mfManifestSchema } from './mf-manifest.ts';
import { requiredRanges } from './required-ranges.ts';

const LIMIT_BYTES = 2 * 1_048_576;

/** What the desk has to know of a remote and its build does not say. */
export interface FederationDeclaration extends RemoteDeclaration {
  scope: string;
  version: string;
  /** Name of the package it was built from. */
  package?: string;
  /** Range of the host API it calls; any when it calls none. */
  hostApi?: string;
}

/**
 * Describes a remote that `@module-federation/vite`, or its kin, has built: `mf-manifest.json` and the declaration become the `remote.json`
 * to publish it with. Throws {@link PublishRefusal} with the path inside `mf-manifest.json`, or inside what was to become `remote.json`.
 *
 * @example await publishRelease({ dist, described: await describeModuleFederation(dist, declaration), target })
 */
export async function describeModuleFederation(dist: string, declaration: FederationDeclaration): Promise<RemoteJson> {
  const files = await readFiles(dist);
  const manifest = parseManifest(dist, files.get('mf-manifest.json'));
  const { ranges, faults } = requiredRanges(manifest.shared);
  refuse(dist, 'mf-manifest.json', [...faults, ...entryFaults(manifest), ...repeatedExposes(manifest)]);

  const { hostApi = '*', package: name, scope, version, title, nav, routes, permissions } = declaration;
  const described: unknown = {
    schemaVersion: 1,
    scope,
    version,
    ...(name !== undefined && { package: name }),
    format: 'module-federation',
    title,
    nav,
    routes,
    permissions,
    remoteEntry: entryPath(manifest),
    exposes: Object.fromEntries(manifest.exposes.map(({ path, assets }) => [path, { js: assets.js.sync, css: assets.css.sync }])),
    entryImports: [],
    files: [...files]
      .filter(([path]) => isPublished(path))
      .map(([path, bytes]) => ({ path, sizeBytes: bytes.length, integrity: integrityOf(bytes) })),
    requires: { shared: ranges, hostApi },
  };
  const parsed = remoteJsonSchema.safeParse(described);
  if (!parsed.success)
    refuse(
      dist,
      'remote.json',
      parsed.error.issues.map(({ path, message }) => fault(path.join('.'), message)),
    );
  const remote = parsed.data as RemoteJson;
  refuse(
    dist,
    'remote.json',
    remoteFaults(remote).map(({ path, message }) => fault(path, message)),
  );
  return { ...remote, files: remote.files.toSorted((a, b) => (a.path < b.path ? -1 : 1)) };
}

function parseManifest(dist: string, bytes: Buffer | undefined): MfManifest {
  if (!bytes) throw new PublishRefusal('not-a-build', `${dist} has no mf-manifest.json: build it with "manifest: true"`);
  if (bytes.length > LIMIT_BYTES)
    throw new PublishRefusal('not-as-described', `mf-manifest.json has ${bytes.length} bytes; ${LIMIT_BYTES} are enough`);
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw new PublishRefusal('not-as-described', `mf-manifest.json is not JSON: ${(error as Error).message}`, { cause: error });
  }
  const parsed = mfManifestSchema.safeParse(value);
  if (!parsed.success)
    refuse(
      dist,
      'mf-manifest.json',
      parsed.error.issues.map(({ path, message }) => fault(path.join('.'), message)),
    );
  return parsed.data as MfManifest;
}

const entryPath = ({ metaData: { remoteEntry } }: MfManifest) => posix.join(remoteEntry.path, remoteEntry.name);

function entryFaults({ metaData: { remoteEntry, publicPath = 'auto' } }: MfManifest): PublishFault[] {
  const faults: PublishFault[] = [];
  if (remoteEntry.type !== 'module')
    faults.push(fault('metaData.remoteEntry.type', `"${remoteEntry.type}" is no ES module: the desk runs nothing else`));
  // "" and "./" are relative to the module that imports.
  if (publicPath !== 'auto' && publicPath !== '' && publicPath !== './')
    faults.push(fault('metaData.publicPath', `"${publicPath}" fetches files from elsewhere than the release: build with base "./"`));
  return faults;
}

function repeatedExposes({ exposes }: MfManifest): PublishFault[] {
  const paths = exposes.map(({ path }) => path);
  return paths.flatMap((path, index) =>
    paths.indexOf(path) < index ? [fault(`exposes.${index}.path`, `"${path}" is exposed twice`)] : [],
  );
}

/** Reports for tools, and the page of a remote that also runs by itself, are nothing to a desk. */
const isPublished = (path: string) => !/(?:^|\/)\./.test(path) && !/^(?:mf-stats\.json|index\.html)$/.test(path);

const fault = (path: string, message: string): PublishFault => ({ code: 'not-as-described', path, message });

function refuse(dist: string, document: string, faults: PublishFault[]): void {
  if (faults.length > 0) throw new PublishRefusal('not-as-described', `${document} of ${dist} is refused:`, { faults });
}
