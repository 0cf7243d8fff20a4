import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BoundaryReport, checkBoundaries, folderRule, rules } from './boundaries.ts';
import { PACKAGE_CIRCLE_RULE } from './package-circles.ts';
import { PATHS_OUT_RULE } from './paths-out.ts';
import { folders, HOMELESS_RULE } from './rooms.ts';
import { BROWSER_PROCESS_RULE, TYPE_IMPORT_RULE } from './syntax.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** One violation per rule: the file it is planted in, and what that file imports. */
const planted: Record<string, [file: string, imports: string]> = {
  'no-circle-of-files': ['packages/contract/src/planted-circle.ts', './planted-circle-back.ts'],
  'no-circle-of-folders': ['gateway/src/users/planted-folder.ts', '../session/planted-folder-back.ts'],
  resolvable: ['remotes/finance/src/planted-resolvable.ts', '@business-m/finance'],
  'floor-metadata': ['packages/metadata/src/planted-metadata.ts', '../../ui/src/index.ts'],
  'floor-contract': ['packages/contract/src/planted-contract.ts', '../../metadata/src/index.ts'],
  'floor-files': ['packages/files/src/planted-files.ts', '../../metadata/src/index.ts'],
  'floor-nats': ['packages/nats/src/planted-nats.ts', '../../../stack/backing/index.ts'],
  'floor-nats-tests': ['packages/nats/src/planted-nats.test.ts', '../../metadata/src/index.ts'],
  'floor-ui': ['packages/ui/src/planted-ui.ts', '../../sdk/src/index.ts'],
  'floor-sdk': ['packages/sdk/src/planted-sdk.ts', '../../documents/src/index.ts'],
  'floor-documents': ['packages/documents/src/planted-documents.ts', '../../contract/src/index.ts'],
  'floor-build': ['packages/build/src/planted-build.ts', '../../documents/src/index.ts'],
  'floor-build-tests': ['packages/build/src/planted-build.test.ts', '../../../stack/process/index.ts'],
  'floor-remote': ['remotes/finance/src/planted-remote.ts', '../../wms/src/planted-neighbour.ts'],
  'floor-remote-tests': ['remotes/finance/src/mocks/planted-mock.ts', '../../../../manifest/store/index.ts'],
  'tests-stay-out-of-production': ['gateway/src/planted-helper.ts', '@business-m/manifest/testing'],
  'declared-for-production': ['packages/sdk/src/planted-development.ts', 'msw'],
  'face-imports-build-only': ['planted-face.ts', './gateway/src/planted-neighbour.ts'],
  'floor-shell': ['shell/src/planted-shell.ts', '../../remotes/wms/src/planted-neighbour.ts'],
  'floor-stack': ['stack/start/planted-stack.ts', '../../gateway/src/planted-neighbour.ts'],
  'floor-manifest': ['manifest/store/planted-manifest.ts', '../../stack/backing/index.ts'],
  'floor-manifest-tests': ['manifest/resolve/planted-manifest.test.ts', '../../packages/sdk/src/index.ts'],
  'floor-protocols': ['services/protocols/src/planted-protocols.ts', '../../doctype/src/declaration.ts'],
  'floor-doctype': ['services/doctype/src/planted-doctype.ts', '../../finance/src/planted-neighbour.ts'],
  'floor-adapters': ['services/adapters/src/planted-adapters.ts', '../../../stack/backing/index.ts'],
  'floor-adapters-tests': ['services/adapters/src/planted-adapters.test.ts', '../../finance/src/planted-neighbour.ts'],
  'floor-domain': ['services/wms/src/planted-domain.ts', '../../finance/src/planted-neighbour.ts'],
  'floor-domains': ['services/domains/src/planted-domains.ts', '../../host/src/planted-neighbour.ts'],
  'floor-host': ['services/host/src/planted-host.ts', '../../../stack/backing/index.ts'],
  'floor-host-tests': ['services/host/src/planted-host.test.ts', '../../../gateway/src/planted-neighbour.ts'],
  'floor-gateway': ['gateway/src/planted-gateway.ts', '../../stack/backing/index.ts'],
  'floor-cli': ['cli/planted-cli.ts', '../gateway/src/planted-neighbour.ts'],
  'floor-nginx': ['nginx/planted-nginx.ts', '../gateway/src/planted-neighbour.ts'],
  'leaves-are-not-imported': ['stack/start/planted-leaf.ts', '../../tools/check/boundaries.ts'],
  'browser-without-node': ['packages/documents/src/planted-browser.ts', 'node:fs'],
};
/** What the cruise of imports does not see: paths that lead out of a package, and what was built. */
const plantedPaths: Record<string, [file: string, text: string]> = {
  'a type': ['packages/metadata/src/planted-path-type.ts', "export type X = import('../../ui/src/index.ts').X;"],
  'a mock': ['packages/metadata/src/planted-path.test.ts', "vi.mock('../../ui/src/index.ts');"],
  'a glob': ['shell/src/planted-path-glob.ts', "export const all = import.meta.glob('../../remotes/*/src/*.tsx');"],
  'an address': ['shell/src/planted-path-url.ts', "export const url = new URL('../../remotes/wms/src/a.ts', import.meta.url);"],
  'a stylesheet': ['shell/src/planted-path.css', "@import '../../remotes/wms/src/a.css';"],
  'a floor below': ['packages/sdk/src/planted-path-below.ts', "export * from '../../ui/src/index.ts';"],
  'a built file': ['packages/sdk/src/planted-path-built.ts', "export * from './dist/index.js';"],
  'a folder of the workspace, in the build': [
    'packages/build/src/planted-path.ts',
    "export const ui = (root: string) => join(root, 'packages/ui/src');",
  ],
};
/** What turns an import into a circle. */
const plantedBack: Record<string, string> = {
  'packages/contract/src/styles/planted-folder-back.ts': '../admin/planted-folder.ts',
  'packages/contract/src/planted-circle-back.ts': './planted-circle.ts',
  'gateway/src/session/planted-folder-back.ts': '../users/planted-folder.ts',
};
/** Types of import expressions, which the cruise does not see: a circle, and what a floor may not import. */
const plantedTypes: Record<string, string> = {
  'packages/contract/src/planted-type-circle.ts': "export type Other = import('./planted-type-circle-back.ts').Other | null;",
  'packages/contract/src/planted-type-circle-back.ts': "export type Other = import('./planted-type-circle.ts').Other | null;",
  'packages/sdk/src/planted-type-floor.tsx': "const load = (part: typeof import('@business-m/documents')) => part;\nexport default load;",
};
/** What a browser does not have. */
const plantedEnv: Record<string, string> = {
  'packages/sdk/src/planted-env.ts': 'export const gateway = process.env.DESK_GATEWAY;',
  'packages/ui/src/planted-env.ts': "// “Ein Übel”: bytes are no characters.\nexport const mode = process.env['NODE_ENV'];",
  'shell/src/planted-env.ts': 'export const { DESK_GATEWAY } = globalThis.process.env;',
  'remotes/wms/src/planted-env.tsx': 'export const platform = process.platform;',
};
const neighbours = ['remotes/wms/src', 'services/finance/src', 'services/host/src', 'gateway/src'].map(
  (folder) => `${folder}/planted-neighbour.ts`,
);

let copy = '';
let report: BoundaryReport;

beforeAll(async () => {
  copy = mkdtempSync(join(tmpdir(), 'desk-boundaries-'));
  // The packages' own node_modules come along: their links are relative and so lead into the copy.
  const left = new Set(['.git', '.data', 'dist', 'docs']);
  cpSync(root, copy, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !left.has(basename(path)) && path !== join(root, 'node_modules'),
  });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const [file, imports] of Object.values(planted))
    writeFileSync(join(copy, file), `import * as planted from '${imports}';\nexport default planted;\n`);
  for (const [file, text] of Object.entries({ ...plantedTypes, ...plantedEnv })) writeFileSync(join(copy, file), `${text}\n`);
  for (const [file, text] of Object.values(plantedPaths)) writeFileSync(join(copy, file), `${text}\n`);
  writeFileSync(join(copy, 'gateway/src/planted-undeclared.ts'), "export { parse } from 'yaml';\n");
  for (const folder of ['packages/planted', 'planted']) cpSync(join(root, 'packages/files'), join(copy, folder), { recursive: true });
  writeFileSync(join(copy, 'packages/contract/src/admin/planted-folder.ts'), "export * from '../styles/planted-folder-back.ts';\n");
  for (const file of neighbours) writeFileSync(join(copy, file), 'export const neighbour = 1;\n');
  // Types alone make a circle, too.
  for (const [file, imports] of Object.entries(plantedBack))
    writeFileSync(join(copy, file), `import type * as planted from '${imports}';\nexport type Back = typeof planted;\n`);
  const manifest = JSON.parse(readFileSync(join(copy, 'packages/contract/package.json'), 'utf8'));
  writeFileSync(
    join(copy, 'packages/contract/package.json'),
    JSON.stringify({ ...manifest, devDependencies: { '@business-m/sdk': 'workspace:*' } }),
  );
  report = await checkBoundaries(copy);
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

test('every rule has a violation planted', () => {
  expect(Object.keys(planted).sort()).toEqual([...rules, folderRule].map((rule) => rule.name).sort());
});

test.each(Object.entries(planted))('%s is caught', (rule, [file]) => {
  const caught = report.violations.filter((violation) => violation.rule === rule).map((violation) => violation.text);
  // A circle of folders is told by their names.
  expect(caught).toContainEqual(expect.stringContaining(`${rule === folderRule.name ? dirname(file) : file} → `));
});

test('what only a folder above declares is caught, where it lies in a folder of built files too', () => {
  const caught = report.violations.filter(({ rule }) => rule === 'declared-for-production').map(({ text }) => text);
  expect(caught).toContainEqual(expect.stringContaining('gateway/src/planted-undeclared.ts → '));
});

test.each(Object.keys(plantedTypes))('the type of an import expression in %s is caught', (file) => {
  const caught = report.violations.filter(({ rule }) => rule === TYPE_IMPORT_RULE).map(({ text }) => text);
  expect(caught).toContainEqual(expect.stringContaining(`${file}:1 → `));
});

test.each(Object.keys(plantedEnv))('the process of Node in %s is caught', (file) => {
  const caught = report.violations.filter(({ rule }) => rule === BROWSER_PROCESS_RULE).map(({ text }) => text);
  expect(caught).toContainEqual(expect.stringMatching(new RegExp(`${file}:[12] → `)));
});

test('a circle of folders is caught in every package', () => {
  const caught = report.violations.filter(({ rule }) => rule === folderRule.name).map(({ text }) => text);
  expect(caught).toContainEqual(expect.stringContaining('packages/contract/src/styles → '));
});

test.each(Object.entries(plantedPaths))('%s named by a path is caught', (_, [file]) => {
  const caught = report.violations.filter(({ rule }) => rule === PATHS_OUT_RULE).map(({ text }) => text);
  expect(caught).toContainEqual(expect.stringContaining(`${file}:1 → `));
});

test.each(['packages/planted', 'planted'])('%s without a room is caught', (folder) => {
  const caught = report.violations.filter(({ rule }) => rule === HOMELESS_RULE).map(({ text }) => text);
  expect(caught).toContainEqual(expect.stringContaining(`${folder} → no room`));
});

test('a circle of workspace packages is caught', () => {
  const caught = report.violations.filter(({ rule }) => rule === PACKAGE_CIRCLE_RULE).map(({ text }) => text);
  expect(caught).toContainEqual(expect.stringMatching(/packages\/(contract → packages\/sdk|sdk → packages\/contract)/));
});

test('an empty cruise does not pass for a clean one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-empty-'));
  for (const name of folders) cpSync(join(root, 'tools/check/rooms.ts'), join(folder, name, 'rooms.ts'));
  await expect(checkBoundaries(folder)).rejects.toThrow(/Only \d+ modules could be read/);
  rmSync(folder, { recursive: true });
});
