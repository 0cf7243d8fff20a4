import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

export interface SharedPackage {
  /** The package whose package.json gives the version. */
  from: string;
  /** Ships its TypeScript sources: a build reads them, and Node does not. */
  source?: true;
  /** Not needed by the shell's own pages, so a page for nobody in particular does not preload it. */
  onlyRemotes?: true;
  /** Few screens import it: a page preloads it only for a screen that does, which is known from the release's `remote.json`. */
  onDemand?: true;
  /** Found by the page's import map alone; the share scope of older builds does not have it. */
  mapOnly?: true;
  /** Its files export nothing by name. */
  commonJs?: true;
  /** Packages that support several versions of it import names that the shared version lacks, and look whether they are there. */
  manyVersions?: true;
}

/**
 * What the shell provides and no remote ships, by import specifier: `react` does not cover `react/jsx-runtime`. Sharing ends tree shaking, so
 * only curated or indivisible packages are here.
 */
export const sharedPackages: Readonly<Record<string, SharedPackage>> = {
  react: { from: 'react', commonJs: true, manyVersions: true },
  'react/jsx-runtime': { from: 'react', commonJs: true },
  'react/jsx-dev-runtime': { from: 'react', commonJs: true, onDemand: true, mapOnly: true },
  'react/compiler-runtime': { from: 'react', commonJs: true, onDemand: true, mapOnly: true },
  'react-dom': { from: 'react-dom', commonJs: true, onDemand: true, manyVersions: true },
  'react-dom/client': { from: 'react-dom', commonJs: true, onDemand: true, mapOnly: true },
  '@tanstack/react-query': { from: '@tanstack/react-query' },
  '@business-m/ui': { from: '@business-m/ui', source: true },
  '@business-m/sdk': { from: '@business-m/sdk', source: true },
  '@business-m/documents': { from: '@business-m/documents', source: true, onlyRemotes: true },
  '@business-m/documents/form': { from: '@business-m/documents', source: true, onDemand: true },
  '@business-m/documents/report': { from: '@business-m/documents', source: true, onDemand: true },
};

/** Packages of which a shared one exports everything → that one: a second copy of their state would be as bad as a second copy of it. */
const insideShared: Readonly<Record<string, string>> = { '@tanstack/query-core': '@tanstack/react-query' };

/**
 * The shared package that an import means, or null: the one resolution of builds and dev servers. Some packages spell the file,
 * `react/jsx-runtime.js`.
 */
export function sharedFor(specifier: string): string | null {
  const plain = specifier.replace(/\.js$/, '');
  const found = Object.hasOwn(insideShared, plain) ? insideShared[plain] : plain;
  return found && Object.hasOwn(sharedPackages, found) ? found : null;
}

/** What the kit is made of and keeps contexts in: shared with a dev server that also serves the kit's sources, and with nobody else. */
export const kitSource = { specifier: '@business-m/ui', madeOf: 'tamagui' } as const;

/** The file that a specifier means to the code in `folder`. */
export const resolveFrom = (folder: string, specifier: string): string => createRequire(join(folder, 'package.json')).resolve(specifier);

/** Where a dependency of the app in `root` really lies; a package manager may have put it into a folder above. */
export function packageFolder(root: string, name: string): string {
  const found = findPackage(root, name);
  if (!found) throw new Error(`${name} is not installed for ${root}`);
  return realpathSync(found);
}

function findPackage(root: string, name: string): string | undefined {
  const folders = createRequire(join(root, 'package.json')).resolve.paths(name) ?? [];
  return folders.map((folder) => join(folder, name)).find(existsSync);
}

/**
 * Real folders of what a package depends on, and of what that depends on: pnpm may keep them outside of the workspace, in one folder for all of them.
 */
export function installedFolders(root: string): string[] {
  const found = Object.keys(readPackage(root).dependencies).map((name) => findPackage(root, name));
  const real = found.filter((folder) => folder !== undefined).map((folder) => realpathSync(folder));
  return [...new Set(real.map((folder) => /^.*?[/\\](?:\.pnpm|links)(?=[/\\])/.exec(folder)?.[0] ?? folder))];
}

export interface Package {
  name: string;
  version: string;
  dependencies: Record<string, string>;
}

/** What the package.json in a folder states. */
export function readPackage(folder: string): Package {
  const { name, version, dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Partial<Package>;
  if (!name || !version) throw new Error(`${folder}/package.json states no name or no version`);
  return { name, version, dependencies };
}

/** Version of a shared package as it is installed for the app in `root`, or, where only a dependency of the app imports it, for the desk's packages. */
export function installedVersion(root: string, name: string): string {
  const here = import.meta.dirname;
  const folders = [root, ...['@business-m/ui', '@business-m/sdk'].map((desk) => packageFolder(here, desk))];
  const found = folders.map((folder) => findPackage(folder, name)).find((folder) => folder !== undefined);
  return readPackage(found ?? packageFolder(root, name)).version;
}

/** What a remote built against a version may ask of a shell: anything compatible from this minor version on. */
export function compatibleRange(version: string): string {
  const [major, minor] = version.split('.');
  return `^${major}.${minor}.0`;
}

/** What a remote may ask of a shell for the shared packages that its package.json names, when nobody knows yet what its code imports. */
export function sharedRanges(root: string): Record<string, string> {
  const names = new Set(Object.values(sharedPackages).map(({ from }) => from));
  const shared = Object.keys(readPackage(root).dependencies).filter((name) => names.has(name));
  return Object.fromEntries(shared.map((name) => [name, compatibleRange(installedVersion(root, name))]));
}

const CHUNK_PREFIX = '__federation_shared_';

/** The name of the chunk of the shell's build that holds a shared package, as the federation plugin gives it. */
export const sharedChunkName = (specifier: string): string => CHUNK_PREFIX + specifier;

/** The shared specifier that a chunk of the shell's build holds. */
export function sharedSpecifier(chunkName: string): string | null {
  const specifier = chunkName.startsWith(CHUNK_PREFIX) ? chunkName.slice(CHUNK_PREFIX.length) : '';
  return Object.hasOwn(sharedPackages, specifier) ? specifier : null;
}
