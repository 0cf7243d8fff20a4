import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BoundaryReport, checkBoundaries, folders, rules } from './boundaries.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** One violation per rule: the file it is planted in, and what that file imports. */
const planted: Record<string, [file: string, imports: string]> = {
  'no-cycles': ['manifest/schema/planted-cycle.ts', './planted-cycle-back.ts'],
  resolvable: ['remotes/finance/src/planted-resolvable.ts', '@business-m/finance'],
  'metadata-is-ground': ['packages/metadata/src/planted-metadata.ts', '../../ui/src/index.ts'],
  'files-are-ground': ['packages/files/src/planted-files.ts', '../../metadata/src/index.ts'],
  'nats-is-ground': ['packages/nats/src/planted-nats.ts', '../../metadata/src/index.ts'],
  'schema-is-ground': ['manifest/schema/planted-schema.ts', '../../packages/metadata/src/index.ts'],
  'ui-is-ground': ['packages/ui/src/planted-ui.ts', '../../sdk/src/index.ts'],
  'sdk-is-ground': ['packages/sdk/src/planted-sdk.ts', '../../documents/src/index.ts'],
  'documents-on-ground': ['packages/documents/src/planted-documents.ts', '../../../manifest/schema/index.ts'],
  'remote-on-packages': ['remotes/finance/src/planted-remote.ts', '../../wms/src/planted-neighbour.ts'],
  'shell-knows-no-remote': ['shell/src/planted-shell.ts', '../../remotes/wms/src/planted-neighbour.ts'],
  'browser-without-node': ['packages/documents/src/planted-browser.ts', 'node:fs'],
  'gateway-on-manifest': ['gateway/src/planted-gateway.ts', '../../services/protocols/src/index.ts'],
  'manifest-on-ground': ['manifest/resolve/planted-manifest.ts', '../../packages/sdk/src/index.ts'],
  'protocols-are-ground': ['services/protocols/src/planted-protocols.ts', '../../doctype/src/declaration.ts'],
  'doctype-on-protocols': ['services/doctype/src/planted-doctype.ts', '../../finance/src/planted-neighbour.ts'],
  'adapters-on-protocols': ['services/adapters/src/planted-adapters.ts', '../../finance/src/planted-neighbour.ts'],
  'servers-for-tests': ['services/adapters/src/planted-servers.ts', '../../../tools/backing/index.ts'],
  'domain-alone': ['services/wms/src/planted-domain.ts', '../../finance/src/planted-neighbour.ts'],
  'bench-measures-services': ['bench/measure/planted-bench.ts', '../../gateway/src/planted-neighbour.ts'],
  'host-composes-services': ['services/host/src/planted-host.ts', '../../../gateway/src/planted-neighbour.ts'],
};
const neighbours = ['remotes/wms/src', 'services/finance/src', 'gateway/src'].map((folder) => `${folder}/planted-neighbour.ts`);

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
  writeFileSync(
    join(copy, 'manifest/schema/planted-cycle-back.ts'),
    "import planted from './planted-cycle.ts';\nexport const back = planted;\n",
  );
  report = await checkBoundaries(copy);
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

test('every rule has a violation planted', () => {
  expect(Object.keys(planted).sort()).toEqual(rules.map((rule) => rule.name).sort());
});

test.each(Object.entries(planted))('%s is caught', (rule, [file]) => {
  const caught = report.violations.filter((violation) => violation.rule === rule).map((violation) => violation.text);
  expect(caught).toContainEqual(expect.stringContaining(`${file} → `));
});

test('an empty cruise does not pass for a clean one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-empty-'));
  for (const name of folders) cpSync(join(root, 'tools/check'), join(folder, name), { recursive: true });
  await expect(checkBoundaries(folder)).rejects.toThrow(/Only \d+ modules could be read/);
  rmSync(folder, { recursive: true });
});
