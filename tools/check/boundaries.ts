import { cruise, type ICruiseOptions, type ICruiseResult, type IRegularForbiddenRuleType } from 'dependency-cruiser';

/** Fewer modules than this cannot be the project: a cruise that reads nothing must not pass for a clean one. */
const MODULES_MIN = 100;
export const folders = ['shell', 'remotes', 'packages', 'manifest', 'gateway', 'services', 'tools', 'nginx', 'deploy', 'bench', 'e2e'];
const anyOfOurs = `^(${folders.join('|')})/`;
const domain = '^services/(?!(?:doctype|protocols|adapters|host|domains)/)([^/]+)/';
/** Build configuration is no part of what it configures. */
const buildConfig = '(^|/)vite\\.config\\.[^/]*ts$';

/** `from` may import only what `allowed` matches, of the project's own modules. */
const only = (name: string, comment: string, from: string, allowed: readonly string[]): IRegularForbiddenRuleType => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: buildConfig },
  to: { path: anyOfOurs, pathNot: [...allowed] },
});

const never = (
  name: string,
  comment: string,
  from: IRegularForbiddenRuleType['from'],
  to: IRegularForbiddenRuleType['to'],
): IRegularForbiddenRuleType => ({
  name,
  comment,
  severity: 'error',
  from,
  to,
});

/** The dependency direction of the project; one planted violation each in boundaries.test.ts. */
export const rules: readonly IRegularForbiddenRuleType[] = [
  never(
    'no-cycles',
    'modules do not import each other in a circle',
    {},
    { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  ),
  never('resolvable', 'an import must lead somewhere, through a declared dependency', {}, { couldNotResolve: true, pathNot: '^virtual:' }),

  only('metadata-is-ground', 'packages/metadata imports nothing of ours', '^packages/metadata/', ['^packages/metadata/']),
  only('schema-is-ground', 'manifest/schema imports nothing of ours', '^manifest/schema/', ['^manifest/schema/']),
  only('files-are-ground', 'packages/files imports nothing of ours', '^packages/files/', ['^packages/files/']),
  only('nats-is-ground', 'packages/nats imports nothing of ours', '^packages/nats/', ['^packages/nats/']),
  only('ui-is-ground', 'packages/ui imports nothing of ours', '^packages/ui/', ['^packages/ui/']),
  only('sdk-is-ground', 'packages/sdk imports manifest/schema, metadata and ui', '^packages/sdk/', [
    '^packages/(sdk|metadata|ui)/',
    '^manifest/schema/',
  ]),
  only('documents-on-ground', 'packages/documents imports ui, sdk and metadata', '^packages/documents/', [
    '^packages/(documents|ui|sdk|metadata)/',
  ]),

  only('remote-on-packages', 'a remote imports sdk, ui, documents, metadata and its own files', '^remotes/([^/]+)/', [
    '^packages/(sdk|ui|documents|metadata)/',
    '^remotes/$1/',
  ]),
  only('shell-knows-no-remote', 'the shell imports packages and manifest/schema', '^shell/', [
    '^shell/',
    '^packages/(sdk|ui|documents|metadata)/',
    '^manifest/schema/',
  ]),
  never(
    'browser-without-node',
    'code for the browser imports no module of Node',
    { path: '^(shell|remotes/[^/]+|packages/(?!(?:files|nats)/)[^/]+)/src/', pathNot: '\\.test\\.tsx?$' },
    { dependencyTypes: ['core'] },
  ),

  only(
    'gateway-on-manifest',
    'the gateway imports manifest and packages for servers, and its tests the servers they run against',
    '^gateway/',
    ['^gateway/', '^manifest/', '^packages/(metadata|files|nats)/', '^tools/(backing|process|programs)/'],
  ),
  only('manifest-on-ground', 'manifest imports packages for servers, and its tests the servers they run against', '^manifest/', [
    '^manifest/',
    '^packages/(metadata|files|nats)/',
    '^tools/(backing|process|programs)/',
  ]),

  only('protocols-are-ground', 'protocols are interfaces and nothing else', '^services/protocols/', [
    '^services/protocols/',
    '^packages/metadata/',
  ]),
  only('doctype-on-protocols', 'the engine imports protocols and metadata', '^services/doctype/', [
    '^services/(doctype|protocols)/',
    '^packages/metadata/',
  ]),
  only(
    'adapters-on-protocols',
    'adapters import protocols and packages/nats, and their tests the servers they run against',
    '^services/adapters/',
    ['^services/(adapters|protocols)/', '^packages/nats/', '^tools/(backing|process|programs)/'],
  ),
  never(
    'servers-for-tests',
    'only tests of an adapter, a store, the gateway or the host start servers',
    { path: '^(services/(adapters|host)|manifest/store|gateway)/', pathNot: '(\\.test\\.ts$|/testing/|/drills/)' },
    { path: '^tools/' },
  ),
  only('domain-alone', 'a domain imports doctype and protocols, never another domain or an adapter', domain, [
    '^services/(doctype|protocols|$1)/',
    '^packages/metadata/',
  ]),
  only('bench-measures-services', 'bench imports services, manifest, tools and metadata', '^bench/', [
    '^bench/',
    '^services/',
    '^manifest/',
    '^tools/',
    '^packages/metadata/',
  ]),
  only(
    'host-composes-services',
    'the host imports services and packages for servers, and its tests the servers they run against',
    '^services/host/',
    ['^services/', '^packages/(metadata|files|nats)/', '^tools/(backing|process|programs)/'],
  ),
];

const options: ICruiseOptions = {
  ruleSet: { forbidden: [...rules] },
  validate: true,
  // With TypeScript 7 its own parser reads nothing at all.
  parser: 'swc',
  doNotFollow: { path: 'node_modules' },
  exclude: { path: '(^|/)(dist|dist-dev|fixtures/remote|test-results|playwright-report)/' },
  tsPreCompilationDeps: true,
  enhancedResolveOptions: {
    exportsFields: ['exports'],
    conditionNames: ['import', 'node', 'browser', 'default', 'types'],
    extensions: ['.ts', '.tsx', '.js', '.mjs', '.css', '.json'],
  },
};

export type BoundaryReport = { modules: number; violations: { rule: string; text: string }[] };

/** Reads every module of the project at `baseDir` and answers what breaks a rule. */
export async function checkBoundaries(baseDir: string): Promise<BoundaryReport> {
  const { output } = await cruise([...folders], { ...options, baseDir });
  const { summary } = output as ICruiseResult;
  if (summary.totalCruised < MODULES_MIN) throw new Error(`Only ${summary.totalCruised} modules could be read; the check says nothing.`);
  return {
    modules: summary.totalCruised,
    violations: summary.violations.map(({ rule, from, to, cycle }) => ({
      rule: rule.name,
      text: `${from} → ${cycle ? cycle.map((step) => step.name).join(' → ') : to} (${rules.find((each) => each.name === rule.name)?.comment})`,
    })),
  };
}
