import { globSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult, type IFlattenedRuleSet, type IForbiddenRuleType } from 'dependency-cruiser';
import { findPackageCircles } from './package-circles.ts';
import { findPathsOut } from './paths-out.ts';
import { browserSources, findHomeless, folders, leaves, rooms, tests } from './rooms.ts';
import { findInSyntax } from './syntax.ts';

/** Fewer modules than this cannot be the project: a cruise that reads nothing must not pass for a clean one. */
const MODULES_MIN = 100;
/** Files of the top level count: else one of them could bring along what a room may not import. */
const anyOfOurs = `^((${folders.join('|')})/|[^/]+\\.(ts|mjs|js|json)$)`;
const anyLeaf = `^(${leaves.join('|')})/`;
/** Settings of a package's build and tests, which are no part of it. */
const settings = '/(vite\\.config|remote|standalone)\\.tsx?$';
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
    comment: 'no room imports tools, e2e, bench or deploy',
    severity: 'error',
    from: { path: anyOfOurs, pathNot: `${anyLeaf}|^vitest\\.config\\.ts$` },
    to: { path: anyLeaf },
  },
  {
    name: 'face-imports-build-only',
    comment: 'vite.config.base.ts is the face of packages/build: what a remote may not import does not come through it',
    severity: 'error',
    from: { path: '^[^/]+\\.(ts|mjs|js)$', pathNot: '^vitest\\.config\\.ts$' },
    to: { path: anyOfOurs, pathNot: '^packages/build/' },
  },
  {
    name: 'tests-stay-out-of-production',
    comment:
      'mocks and helpers of tests are for tests, and for a remote that is drawn by itself: nothing that is built or started imports them',
    severity: 'error',
    from: { path: anyOfOurs, pathNot: `${anyLeaf}|${tests}|${settings}|^vitest` },
    to: { path: tests, pathNot: 'node_modules' },
  },
  {
    name: 'declared-for-production',
    comment: 'what production code imports stands in the dependencies of its own package.json, not in the devDependencies or further up',
    severity: 'error',
    from: { path: anyOfOurs, pathNot: `${anyLeaf}|^nginx/|${tests}|${settings}|^[^/]+$` },
    to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'browser-without-node',
    comment: 'code for the browser imports no module of Node',
    severity: 'error',
    from: {
      path: browserSources,
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

/** What was built here, and what is laid over a remote that the scaffold makes, where its imports lead somewhere. */
const generated = '(?<!node_modules/.*)(^|/)(dist|dist-dev|fixtures/remote|e2e/libraries|test-results|playwright-report)/';

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
  return {
    modules: files.modules,
    violations: [
      ...files.violations,
      ...inFolders.violations,
      ...findPackageCircles(baseDir),
      ...findHomeless(baseDir),
      ...findPathsOut(baseDir),
      ...findInSyntax(baseDir),
    ],
  };
}

async function cruiseWith(baseDir: string, applied: readonly IForbiddenRuleType[], exclude: string): Promise<BoundaryReport> {
  const { output } = await cruise([...folders, ...globSync('*.ts', { cwd: baseDir })], { ...options(applied, exclude), baseDir });
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
