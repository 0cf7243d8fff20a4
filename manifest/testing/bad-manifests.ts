import { desiredState } from './hydrated.ts';
import { type SeededRandom, seededRandom } from './random.ts';

/** A document that must be refused, and where: a part of the path that the refusal names. */
export interface BadManifest {
  kind: string;
  text: string;
  /** Absent: the whole text is no document, so there is no path into it. */
  path?: string;
}

type Json = Record<string, unknown>;
type Spoil = (document: Json, random: SeededRandom) => { text?: string; path?: string };

const release = '1.2.3-0123456789ab';
const urls = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'file:///etc/passwd',
  'data:text/javascript,alert(1)',
  'blob:http://cdn.test/1',
  'ftp://cdn.test/',
  'ws://cdn.test/',
  'vbscript:x',
  '//cdn.test',
  '/relative',
  'cdn.test',
  '',
  ' ',
  'http://',
  'http://user:secret@cdn.test',
  'http://user@cdn.test',
  'http://cdn.test/?next=1',
  'http://cdn.test/#part',
  'http://169.254.169.254/latest/meta-data',
  'http://2852039166/',
  'http://0xA9FEA9FE/',
  'http://[::ffff:169.254.169.254]/',
  'http://[fe80::1]/',
  'http://0.0.0.0/',
  'http://0/',
  'http://[::]:8080/',
  'http://metadata.google.internal/',
  'http://224.0.0.1/',
  `http://${'a'.repeat(400)}.test`,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is how a document names a variable.
  '${SESSION_SECRET}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the same.
  'http://${NOBODY_ORIGIN}/',
];
const names = [
  '',
  'A',
  'über',
  'a b',
  'api',
  'gateway',
  'assets',
  'meta',
  'resource',
  '../x',
  'a/b',
  '-a',
  '1a',
  'a'.repeat(33),
  'a\u0000',
  'a_b',
  'a.b',
];
const wrongValues: unknown[] = [null, 42, -1, 0.5, true, 'text', [], ['x'], {}, { x: 1 }, 1e308, '', '\u0000', Number.MAX_SAFE_INTEGER + 2];
const releases = [
  '',
  'newest',
  '1.2.3',
  '1.2.3-xyz',
  '1.2.3-0123456789AB',
  '../1.2.3-0123456789ab',
  '1.2.3-0123456789ab/..',
  'v1.2.3-0123456789ab',
  'LATEST',
  '1.2-0123456789ab',
];
const shares = [-1, 10_001, 0.5, 1e9, '5%', null, '500', [], -0.001, 9_999.999];
const prototypeKeys = ['__proto__', 'constructor', 'prototype'];

const set =
  (at: (document: Json) => Json, key: string, path: string, value: (random: SeededRandom) => unknown): Spoil =>
  (document, random) => {
    at(document)[key] = value(random);
    return { path };
  };
const shop = (document: Json) => (document.remotes as Record<string, Json>).shop as Json;
const backend = (document: Json) => document.backend as Json;
const stable = { stable: release };

/** Each makes a good document bad in one way. */
const spoilers: Record<string, Spoil> = {
  'cdn is hostile': set(
    (document) => document,
    'cdn',
    'cdn',
    ({ pick }) => pick(urls),
  ),
  'monolith is hostile': set(backend, 'monolith', 'backend.monolith', ({ pick }) => pick(urls)),
  'upstream is hostile': set(
    (document) => (backend(document).scopes as Record<string, Json>).shop as Json,
    'upstream',
    'backend.scopes.shop.upstream',
    ({ pick }) => pick(urls),
  ),
  'tenant upstream is hostile': set(
    (document) => (backend(document).scopes as Record<string, Json>).shop as Json,
    'tenants',
    'backend.scopes.shop.tenants.acme.upstream',
    ({ pick }) => ({ acme: { upstream: pick(urls) } }),
  ),
  'api address': set(shop, 'apiUrl', 'remotes.shop.apiUrl', ({ pick }) => pick([...urls, '/api/../x', '/api/', '/api/A', '/api/a/b'])),
  'stable is no release': set(shop, 'releases', 'remotes.shop.releases.stable', ({ pick }) => ({ stable: pick([...releases, null, 7]) })),
  'canary is no release': set(shop, 'releases', 'remotes.shop.releases.canary.release', ({ pick }) => ({
    ...stable,
    canary: { release: pick([...releases, 'latest']), shareBps: 100 },
  })),
  'share is none': set(shop, 'releases', 'remotes.shop.releases.canary.shareBps', ({ pick }) => ({
    ...stable,
    canary: { release, shareBps: pick(shares) },
  })),
  'binding for nobody': set(shop, 'bindings', 'remotes.shop.bindings.0.match', () => [{ match: {}, release }]),
  'binding for a strange name': set(shop, 'bindings', 'remotes.shop.bindings.0.match', ({ pick }) => [
    { match: { [pick(['tenant', 'role', 'region'])]: pick(['', 'A', 'ä', '../', 'a'.repeat(33)]) }, release },
  ]),
  'too many bindings': set(shop, 'bindings', 'remotes.shop.bindings', ({ below }) =>
    Array.from({ length: 501 + below(50) }, (_, index) => ({ match: { tenant: `t${index}` }, release })),
  ),
  'title is too long': set(shop, 'title', 'remotes.shop.title', ({ below }) => 'x'.repeat(41 + below(5_000))),
  'message is too long': set(shop, 'message', 'remotes.shop.message', ({ below }) => 'x'.repeat(301 + below(5_000))),
  'enabled is no boolean': set(shop, 'enabled', 'remotes.shop.enabled', ({ pick }) => pick([0, 1, 'true', null, [], 'yes'])),
  'version of the schema': set(
    (document) => document,
    'schemaVersion',
    'schemaVersion',
    ({ pick }) => pick([0, 2, 1.5, '1', null]),
  ),
  'name of the environment': set(
    (document) => document,
    'environment',
    'environment',
    ({ pick }) => pick([...names.slice(0, 4), null, 3, '../prod']),
  ),
  'mode is none': set(backend, 'mode', 'backend.mode', ({ pick }) => pick(['', 'Indie', 'micro', null, 1])),
  'origin of an override': set(
    (document) => document,
    'policy',
    'policy.overrides.origins.0',
    ({ pick }) => ({
      overrides: {
        roles: ['dev'],
        origins: [pick(['*', 'http://*', 'https://*.test', ...urls.slice(0, 6), 'http://localhost:*/x'])],
        maxMinutes: 5,
      },
    }),
  ),
  'minutes of an override': set(
    (document) => document,
    'policy',
    'policy.overrides.maxMinutes',
    ({ pick }) => ({
      overrides: { roles: ['dev'], origins: ['http://localhost:*'], maxMinutes: pick([0, -1, 1_441, 1e9, '5', null]) },
    }),
  ),
  'key that is none': set(
    (document) => document,
    'policy',
    'policy.signatures.keys.0',
    ({ pick }) => ({
      signatures: { required: true, keys: [{ id: '0123456789abcdef', publicKey: pick(['', 'AAAA', '='.repeat(43), null]), owner: 'x' }] },
    }),
  ),
  'scope is no name': (document, { pick }) => {
    const name = pick(names);
    (document.remotes as Json)[name] = shop(document);
    return { path: 'remotes' };
  },
  'backend of a scope that is no name': (document, { pick }) => {
    (backend(document).scopes as Json)[pick(names)] = {};
    return { path: 'backend.scopes' };
  },
  'wrong value somewhere': (document, random) => {
    const [holder, key, path] = random.pick([
      [document, 'cdn', 'cdn'],
      [document, 'backend', 'backend'],
      [document, 'remotes', 'remotes'],
      [shop(document), 'title', 'remotes.shop.title'],
      [shop(document), 'team', 'remotes.shop.team'],
      [shop(document), 'releases', 'remotes.shop.releases'],
      [backend(document), 'scopes', 'backend.scopes'],
    ] as const);
    // Some of the values are right in some of the places.
    holder[key] = random.pick(wrongValues.filter((value) => typeof value !== typeof holder[key] || Array.isArray(value)));
    return { path };
  },
  'something is missing': (document, { pick }) => {
    const [holder, key, path] = pick([
      [document, 'cdn', 'cdn'],
      [document, 'backend', 'backend'],
      [document, 'remotes', 'remotes'],
      [document, 'environment', 'environment'],
      [document, 'schemaVersion', 'schemaVersion'],
      [shop(document), 'title', 'remotes.shop.title'],
      [shop(document), 'enabled', 'remotes.shop.enabled'],
      [shop(document), 'releases', 'remotes.shop.releases'],
      [backend(document), 'mode', 'backend.mode'],
      [backend(document), 'monolith', 'backend.scopes.shop.upstream'],
    ] as const);
    delete holder[key];
    return { path };
  },
  'something unknown': (document, { pick, below }) => {
    const [holder, path] = pick([
      [document, ''],
      [shop(document), 'remotes.shop'],
      [backend(document), 'backend'],
    ] as const);
    holder[`stranger${below(1_000)}`] = pick(wrongValues);
    return { path };
  },
  'key of a prototype': (document, { pick }) => {
    const key = pick(prototypeKeys);
    const [holder, path] = pick([
      [document, key],
      [shop(document), `remotes.shop.${key}`],
      [backend(document), `backend.${key}`],
      [document.remotes as Json, `remotes.${key}`],
      [backend(document).scopes as Json, `backend.scopes.${key}`],
    ] as const);
    holder.MARK = { polluted: true };
    return { text: JSON.stringify(document).replace('"MARK"', `"${key}"`), path };
  },
  'nested too deeply': (document, { below }) => {
    const depth = 40 + below(5_000);
    shop(document).message = 'MARK';
    return {
      text: JSON.stringify(document).replace('"MARK"', `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`),
      path: 'remotes.shop.message',
    };
  },
  'too large': (document, { pick, below }) => {
    const filler = pick(['x', ' ', '\\u0000', 'ü']).repeat(1_100_000 + below(1_000));
    return { text: JSON.stringify(document).replace('"Shop"', `"${filler}"`) };
  },
  'extends itself': (document) => {
    document.extends = document.environment;
    return { path: 'extends' };
  },
  'extends what is not there': (document, { below }) => {
    document.extends = `nobody-${below(1_000)}`;
    return { path: 'extends' };
  },
  'extends no name': set(
    (document) => document,
    'extends',
    'extends',
    ({ pick }) => pick(['../../etc/passwd', 'A', '', 'prod.json', 7, ['base'], 'base.proposals']),
  ),
  'no JSON': (document, { pick, below }) => {
    const text = JSON.stringify(document);
    const at = 1 + below(text.length - 2);
    return {
      text: pick([
        text.slice(0, at),
        `${text}}`,
        text.replace('"shop"', "'shop'"),
        text.replace('true', 'True'),
        text.replace('{', '{,'),
        `// ${text}`,
        text.replace('1', 'NaN'),
        '',
        '\u0000'.repeat(1 + below(100)),
      ]),
    };
  },
  'another thing than a document': (_, { pick }) => ({ text: pick(['null', '[]', '7', '"text"', 'true', '[{}]']) }),
};

/** `count` documents that must be refused, the same for the same seed; every kind in turn. */
export function* badManifests(count: number, seed = 1): Generator<BadManifest> {
  const random = seededRandom(seed);
  const kinds = Object.entries(spoilers);
  for (let index = 0; index < count; index += 1) {
    const [kind, spoil] = kinds[index % kinds.length] as (typeof kinds)[number];
    const document: Json = structuredClone(desiredState());
    document.remotes = { shop: { title: 'Shop', team: 'Shop UI', enabled: true, releases: { stable: release } } };
    const { text = JSON.stringify(document), path } = spoil(document, random);
    yield { kind, text, ...(path !== undefined && { path }) };
  }
}
