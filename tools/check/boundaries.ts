import { join } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult, type IFlattenedRuleSet, type IForbiddenRuleType } from 'dependency-cruiser';
import { findPackageCircles } from './package-circles.ts';

/** Fewer modules than this cannot be the project: a cruise that reads nothing must not pass for a clean one. */
const MODULES_MIN = 100;
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
 * its own files. `tests`: what its tests may import beyond that. A room that is in no floor's list is a leaf: it may import anything, and
 * nobody imports it.
 */
interface Room {
  path: string;
  imports: readonly string[];
  tests?: readonly string[];
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
  stack: { path: stack, imports: [contract, files, 'services/domains'] },
  manifest: { path: 'manifest', imports: [metadata, contract, files, nats], tests: [stack] },
  protocols: { path: 'services/protocols', imports: [metadata] },
  doctype: { path: 'services/doctype', imports: [metadata, 'services/protocols'] },
  adapters: { path: 'services/adapters', imports: ['services/protocols', nats], tests: [stack] },
  domain: { path: domain, imports: [metadata, 'services/protocols', 'services/doctype', 'services/$1'] },
  domains: { path: 'services/domains', imports: ['services/doctype', domainFolders] },
  host: { path: 'services/host', imports: [metadata, files, nats, 'services'], tests: [stack] },
  gateway: { path: 'gateway', imports: [metadata, contract, files, nats, 'manifest'] },
  cli: { path: 'cli', imports: [metadata, contract, files, build, 'manifest'] },
  nginx: { path: 'nginx', imports: [stack] },
};

const anyOfOurs = `^(${folders.join('|')})/`;
const tests = '(\\.test\\.tsx?$|/testing(/|\\.ts$)|/mocks/|/contract/|/fixtures/)';
const below = (path: string) => (path.endsWith('$') ? `^${path}` : `^${path}/`);

/** A room imports what its floor allows; its tests a little more. */
const roomRules = Object.entries(rooms).flatMap(([name, { path, imports, tests: more = [] }]): IForbiddenRuleType[] => {
  const allowed = [path.replace(/\(\[\^\/\]\+\)|\(\?!.*/, '$1'), ...imports].map(below);
  const rule = (kind: string, from: IForbiddenRuleType['from'], pathNot: string[]): IForbiddenRuleType => ({
    name: kind,
    comment: `${name} may import only what its floor allows (docs/architecture.md)`,
    severity: 'error',
    from: { path: below(path), ...from },
    to: { path: anyOfOurs, pathNot },
  });
  if (more.length === 0) return [rule(`floor-${name}`, {}, allowed)];
  return [
    rule(`floor-${name}`, { pathNot: tests }, allowed),
    rule(`floor-${name}-tests`, { path: `${below(path)}.*${tests}` }, [...allowed, ...more.map(below)]),
  ];
});

/** The dependency rules of the project; one planted violation each in boundaries.test.ts. */
export const rules: readonly IForbiddenRuleType[] = [
  {
    name: 'no-circle-of-files',
    comment: 'files do not import each other in a circle, not even types',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'resolvable',
    comment: 'an import must lead somewhere, through a declared dependency',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true, pathNot: '^virtual:' },
  },
  ...roomRules,
  {
    name: 'leaves-are-not-imported',
    comment: 'nobody imports tools, e2e, bench or deploy',
    severity: 'error',
    from: { path: anyOfOurs, pathNot: '^(tools|e2e|bench|deploy)/' },
    to: { path: '^(tools|e2e|bench|deploy)/' },
  },
  {
    name: 'mocks-stay-out-of-builds',
    comment: 'mocks are for tests and for a remote that is drawn by itself: no screen that is published imports them',
    severity: 'error',
    from: { path: '^(shell|remotes|packages)/', pathNot: `${tests}|/standalone\\.tsx?$` },
    to: { path: '/mocks/' },
  },
  {
    name: 'browser-without-node',
    comment: 'code for the browser imports no module of Node',
    severity: 'error',
    from: {
      path: '^(shell|remotes/[^/]+|packages/(metadata|contract|ui|sdk|documents))/src/',
      pathNot: '(\\.test\\.tsx?|write-json-schema\\.ts)$',
    },
    to: { dependencyTypes: ['core'] },
  },
];

/** Folders are rooms too. Without tests: those of a folder may use what stands on it. */
export const folderRule: IForbiddenRuleType = {
  name: 'no-circle-of-folders',
  comment: 'folders do not import each other in a circle',
  severity: 'error',
  scope: 'folder',
  from: {},
  to: { circular: true },
};

/** What was built, and what is laid over a remote that the scaffold makes, where its imports lead somewhere. */
const generated = '(^|/)(dist|dist-dev|fixtures/remote|e2e/libraries|test-results|playwright-report)/';

const options = (forbidden: readonly IForbiddenRuleType[], exclude: string): ICruiseOptions => ({
  ruleSet: { forbidden: [...forbidden] } as IFlattenedRuleSet,
  validate: true,
  // With TypeScript 7 its own parser reads nothing at all.
  parser: 'swc',
  doNotFollow: { path: 'node_modules' },
  exclude: { path: exclude },
  tsPreCompilationDeps: true,
  enhancedResolveOptions: {
    exportsFields: ['exports'],
    conditionNames: ['import', 'node', 'browser', 'default', 'types'],
    extensions: ['.ts', '.tsx', '.js', '.mjs', '.css', '.json'],
  },
});

export interface Violation {
  rule: string;
  text: string;
}
export type BoundaryReport = { modules: number; violations: Violation[] };

/** Reads every module and every package.json of the project at `baseDir` and answers what breaks a rule. */
export async function checkBoundaries(baseDir: string): Promise<BoundaryReport> {
  const files = await cruiseWith(baseDir, rules, generated);
  const inFolders = await cruiseWith(baseDir, [folderRule], `${generated}|${tests}|/testing/`);
  return { modules: files.modules, violations: [...files.violations, ...inFolders.violations, ...findPackageCircles(baseDir)] };
}

async function cruiseWith(baseDir: string, applied: readonly IForbiddenRuleType[], exclude: string): Promise<BoundaryReport> {
  const { output } = await cruise([...folders], { ...options(applied, exclude), baseDir });
  const { summary } = output as ICruiseResult;
  if (summary.totalCruised < MODULES_MIN) throw new Error(`Only ${summary.totalCruised} modules could be read; the check says nothing.`);
  return {
    modules: summary.totalCruised,
    violations: summary.violations.map(({ rule, from, to, cycle }) => ({
      rule: rule.name,
      text: `${from} → ${cycle ? cycle.map((step) => step.name).join(' → ') : to} (${applied.find((each) => each.name === rule.name)?.comment})`,
    })),
  };
}

if (import.meta.main) {
  const { modules, violations } = await checkBoundaries(join(import.meta.dirname, '../..'));
  for (const { rule, text } of violations) console.log(`${rule}: ${text}`);
  console.log(`${modules} modules, ${violations.length} violations`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}
