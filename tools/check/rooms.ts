import { globSync } from 'node:fs';
import { dirname } from 'node:path';

/** The folders of the top level that hold sources. */
export const folders = [
  'shell',
  'remotes',
  'packages',
  'manifest',
  'gateway',
  'services',
  'cli',
  'stack',
  'tools',
  'nginx',
  'deploy',
  'bench',
  'e2e',
];

/**
 * The floors of the house, from the ground up (docs/architecture.md): the rooms of each, and what of the project a room may import beside
 * its own files. `tests`: what its tests may import beyond that. `names`: the files out of its package that it
 * starts as a process or reads, by their path.
 */
interface Room {
  path: string;
  imports: readonly string[];
  tests?: readonly string[];
  names?: readonly string[];
}

const metadata = 'packages/metadata';
const contract = 'packages/contract';
const files = 'packages/files';
const nats = 'packages/nats';
const ui = 'packages/ui';
const sdk = 'packages/sdk';
const documents = 'packages/documents';
const build = 'packages/build';
const stack = 'stack';
const domainFolders = 'services/(?!(?:protocols|adapters|host)/)[^/]+';
const domain = 'services/(?!(?:doctype|protocols|adapters|host|domains)/)([^/]+)';

export const rooms: Readonly<Record<string, Room>> = {
  metadata: { path: metadata, imports: [] },
  contract: { path: contract, imports: [] },
  files: { path: files, imports: [] },
  nats: { path: nats, imports: [], tests: [stack] },
  ui: { path: ui, imports: [] },
  sdk: { path: sdk, imports: [metadata, contract, ui] },
  documents: { path: documents, imports: [metadata, ui, sdk] },
  build: { path: build, imports: [contract, files, ui, sdk], tests: [documents] },
  // Its mocks change a manifest as the gateway does: by the functions themselves, of which nothing gets into a build (mocks-stay-out-of-builds).
  remote: {
    path: 'remotes/([^/]+)',
    imports: [metadata, ui, sdk, documents, 'remotes/$1', 'vite\\.config\\.base\\.ts$'],
    tests: ['manifest/change'],
  },
  shell: { path: 'shell', imports: [metadata, contract, ui, sdk, documents, 'vite\\.config\\.base\\.ts$'] },
  stack: { path: stack, imports: [contract, files, 'services/domains'], names: ['deploy/nats.conf'] },
  manifest: { path: 'manifest', imports: [metadata, contract, files, nats], tests: [stack] },
  protocols: { path: 'services/protocols', imports: [metadata] },
  doctype: { path: 'services/doctype', imports: [metadata, 'services/protocols'] },
  adapters: { path: 'services/adapters', imports: ['services/protocols', nats], tests: [stack] },
  domain: { path: domain, imports: [metadata, 'services/protocols', 'services/doctype', 'services/$1'] },
  domains: { path: 'services/domains', imports: ['services/doctype', domainFolders] },
  host: { path: 'services/host', imports: [metadata, files, nats, 'services'], tests: [stack] },
  gateway: { path: 'gateway', imports: [metadata, contract, files, nats, 'manifest'] },
  cli: { path: 'cli', imports: [metadata, contract, files, build, 'manifest'], names: ['stack/boot.mjs', 'stack/move/main.ts'] },
  nginx: { path: 'nginx', imports: [stack] },
};

/** They may import anything, and only each other import them. */
export const leaves: readonly string[] = ['tools', 'e2e', 'bench', 'deploy'];

/** Tests and what only they use; the contract suites stand in folders of that name. */
export const tests = '(\\.test\\.tsx?$|/testing(/|\\.ts$)|/(mocks|fakes)/|(?<!^packages)/contract/|/fixtures/)';

/** What browsers load. */
export const browserSources = '^(shell|remotes/[^/]+|packages/(metadata|contract|ui|sdk|documents))/src/';

/** Folders without sources of this project's own. */
export const skipped = /(^|\/)(node_modules|dist|dist-dev|fixtures|libraries|test-results|\.[^/]+)$/;

export const HOMELESS_RULE = 'every-package-has-a-room';

/** Packages and folders of the top level that no room and no leaf has: no rule would look at what they import. */
export function findHomeless(baseDir: string): { rule: string; text: string }[] {
  const packages = globSync(['*/package.json', '{packages,services,remotes}/*/package.json'], { cwd: baseDir }).map(dirname);
  const sources = globSync('*/**/*.{ts,tsx,mjs}', { cwd: baseDir, exclude: (name) => name === 'node_modules' || name.startsWith('.') });
  const top = [...new Set(sources.map((file) => file.split('/')[0] ?? ''))].filter((name) => !folders.includes(name));
  const known = [...Object.values(rooms).map(({ path }) => path), ...leaves].map((path) => new RegExp(`^${path}$`));
  const homeless = packages.filter((folder) => !known.some((room) => room.test(folder)));
  return [...new Set([...top, ...homeless])].map((folder) => ({
    rule: HOMELESS_RULE,
    text: `${folder} → no room (give it one in tools/check/rooms.ts: it says what the folder may import)`,
  }));
}
