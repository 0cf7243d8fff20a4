import { generateKeyPairSync, sign } from 'node:crypto';
import type { DesiredState, Policy, SigningKey } from '@business-m/contract';
import { expect, test } from 'vitest';
import { desiredState, hydratedRelease } from '../testing/index.ts';
import { DocumentRefusal } from './document-refusal.ts';
import { hydrate } from './hydrate.ts';
import type { ReleaseSource } from './release-source.ts';
import { fakeCdn } from './testing/fake-cdn.ts';
import { keyIdOf } from './verify-signature.ts';

const id = (version: string, scope = 'shop') => hydratedRelease({ scope, version }).id;
const MISSING = '9.9.9-000000000000';

function desired(releases: object, more: object = {}, policy?: Policy): DesiredState {
  const remotes = { shop: { title: 'Shop', team: 'UI', enabled: true, releases, ...more } } as DesiredState['remotes'];
  return desiredState({ remotes, ...(policy && { policy }) });
}

test('loads each named release once: stable, canary and bindings', async () => {
  const bindings = [
    { match: { tenant: 'acme' }, release: id('1.1.0') },
    { match: { role: 'ops' }, release: id('1.2.0') },
  ];
  const wanted = desired({ stable: id('1.0.0'), canary: { release: id('1.1.0'), shareBps: 500 } }, { bindings });
  const { releases, desired: found } = await hydrate(wanted, fakeCdn().source);
  expect(Object.keys(releases.shop ?? {}).sort()).toEqual([id('1.0.0'), id('1.1.0'), id('1.2.0')]);
  expect(releases.shop?.[id('1.2.0')]?.remote.version).toBe('1.2.0');
  expect(found).toEqual(wanted);
});

test('resolves latest to an id and keeps the order of remotes', async () => {
  const cdn = fakeCdn();
  cdn.publish('b', '2.0.0');
  const remote = (stable: string) => ({ title: 'X', team: 'UI', enabled: true, releases: { stable } });
  const { desired: found } = await hydrate(
    desiredState({ remotes: { c: remote(id('1.0.0', 'c')), b: remote('latest'), a: remote('latest') } }),
    cdn.source,
  );
  expect(Object.entries(found.remotes).map(([scope, { releases }]) => `${scope} ${releases.stable}`)).toEqual([
    `c ${id('1.0.0', 'c')}`,
    `b ${id('2.0.0', 'b')}`,
    `a ${id('0.1.0', 'a')}`,
  ]);
});

test.each<[string, DesiredState]>([
  ['releases.stable', desired({ stable: MISSING })],
  ['releases.canary.release', desired({ stable: id('1.0.0'), canary: { release: MISSING, shareBps: 0 } })],
  [
    'bindings.1.release',
    desired(
      { stable: id('1.0.0') },
      {
        bindings: [
          { match: { tenant: 'a' }, release: id('1.0.0') },
          { match: { tenant: 'b' }, release: MISSING },
        ],
      },
    ),
  ],
])('refuses the whole document when a release at %s is unreadable', async (path, wanted) => {
  await expect(hydrate(wanted, fakeCdn().source)).rejects.toMatchObject({
    name: 'DocumentRefusal',
    path: `remotes.shop.${path}`,
    retry: true,
  });
});

test('tolerates missing releases of a disabled remote', async () => {
  const wanted = desired({ stable: MISSING }, { enabled: false });
  expect((await hydrate(wanted, fakeCdn().source)).releases).toEqual({ shop: {} });
});

/** A CDN whose releases are signed by whoever `signer` says. */
function signingCdn() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const key: SigningKey = { id: keyIdOf(raw), publicKey: raw.toString('base64url'), owner: 'Shop UI' };
  const unsigned = new Set<string>();
  return {
    key,
    unsigned,
    source: {
      ...fakeCdn().source,
      async signed(_, scope, release) {
        if (unsigned.has(release)) throw new DocumentRefusal('', 'not signed', { retry: true });
        const bytes = Buffer.from(`${scope} ${release}`);
        const signature = sign(null, bytes, privateKey).toString('base64url');
        return { bytes, signature: { schemaVersion: 1, algorithm: 'Ed25519', keyId: key.id, signature } };
      },
    } satisfies ReleaseSource,
  };
}

const demanding = (...keys: SigningKey[]): Policy => ({ signatures: { required: true, keys } });
const both = { stable: id('1.0.0'), canary: { release: id('1.1.0'), shareBps: 500 } };

test('accepts releases signed by a listed key where signatures are required', async () => {
  const cdn = signingCdn();
  expect(Object.keys((await hydrate(desired(both, {}, demanding(cdn.key)), cdn.source)).releases.shop ?? {})).toHaveLength(2);
});

test('does not read signatures where they are not required', async () => {
  const policy: Policy = { signatures: { required: false, keys: [] } };
  expect(Object.keys((await hydrate(desired(both, {}, policy), fakeCdn().source)).releases.shop ?? {})).toHaveLength(2);
});

test('refuses an unsigned canary, an unlisted key and a key of another scope, with the place', async () => {
  const cdn = signingCdn();
  const refused = (policy: Policy) => hydrate(desired(both, {}, policy), cdn.source).catch((error: unknown) => error);
  expect(await refused(demanding())).toMatchObject({
    path: 'remotes.shop.releases.stable',
    message: expect.stringMatching(/does not know/),
  });
  expect(await refused(demanding({ ...cdn.key, scopes: ['yard'] }))).toMatchObject({
    path: 'remotes.shop.releases.stable',
    message: expect.stringMatching(/may not sign for "shop"/),
  });
  cdn.unsigned.add(id('1.1.0'));
  expect(await refused(demanding(cdn.key))).toMatchObject({ path: 'remotes.shop.releases.canary.release', message: 'not signed' });
});
