import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BoundaryReport, checkBoundaries, folderRule, folders, rules } from './boundaries.ts';
import { PACKAGE_CIRCLE_RULE } from './package-circles.ts';

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
  'mocks-stay-out-of-builds': ['remotes/finance/src/planted-screen.ts', './mocks/documents.ts'],
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
/** What turns an import into a circle. */
const plantedBack: Record<string, string> = {
  'packages/contract/src/planted-circle-back.ts': './planted-circle.ts',
  'gateway/src/session/planted-folder-back.ts': '../users/planted-folder.ts',
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

test('a circle of workspace packages is caught', () => {
  const caught = report.violations.filter(({ rule }) => rule === PACKAGE_CIRCLE_RULE).map(({ text }) => text);
  expect(caught).toContainEqual(expect.stringMatching(/packages\/(contract → packages\/sdk|sdk → packages\/contract)/));
});

test('an empty cruise does not pass for a clean one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-empty-'));
  for (const name of folders) cpSync(join(root, 'tools/check'), join(folder, name), { recursive: true });
  await expect(checkBoundaries(folder)).rejects.toThrow(/Only \d+ modules could be read/);
  rmSync(folder, { recursive: true });
});
