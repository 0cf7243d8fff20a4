import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder, writeRemoteDist } from '../../testing/index.ts';
import { deskHere } from '../testing/run-desk.ts';
import { standInGateway } from '../testing/stand-in-gateway.ts';

const GATE = 'GET /api/gateway/admin/gate';

async function setUp() {
  const folder = await temporaryFolder(onTestFinished);
  await writeRemoteDist(join(folder, 'dist'), { files: { 'items.css': '' } });
  await mkdir(join(folder, 'data/cdn'), { recursive: true });
  return { folder, dist: join(folder, 'dist'), cdn: join(folder, 'data/cdn') };
}

test('a build is judged by the live fleet, and refused with every reason', async () => {
  const { folder, dist, cdn } = await setUp();
  const { env } = await standInGateway({ [GATE]: { shell: { hostApi: '1.2.0', shared: { react: '18.0.0' } }, releases: [] } });
  const refused = await deskHere(['publish', dist, '--no-build', '--json'], { ...env, DESK_DATA: join(folder, 'data') });
  expect(refused.code).toBe(1);
  expect(JSON.parse(refused.out).error).toMatchObject({ code: 'shared-range-unsatisfied', faults: [{ path: 'requires.shared.react' }] });
  expect(refused.err).toContain('react ^19.0.0 is asked for, this desk provides 18.0.0: shop would not start');
  expect(await readdir(cdn)).toEqual([]);
});

test('it is published to this machine’s CDN, signed, and the next line to type is the right one', async () => {
  const { folder, dist } = await setUp();
  const { env } = await standInGateway({ [GATE]: { shell: { hostApi: '1.2.0', shared: { react: '19.3.1' } }, releases: [] } });
  const mine = { ...env, DESK_DATA: join(folder, 'data'), XDG_CONFIG_HOME: join(folder, 'config') };
  const key = JSON.parse((await deskHere(['keys', 'new', '--owner', 'Shop UI', '--scope', 'shop', '--json'], mine)).out);
  expect(key).toMatchObject({ file: join(folder, 'config/desk/keys/shop-ui.pem'), key: { owner: 'Shop UI', scopes: ['shop'] } });
  const { code, out, err } = await deskHere(['publish', dist, '--no-build', '--key', key.file], mine);
  expect([code, out]).toEqual([0, expect.stringContaining(`signed with the key ${key.key.id}`)]);
  expect(out).toContain('\n  npx desk release shop@0.1.0 --team "…" --reason "…"\n');
  expect(err.split('\n').map((line) => line.split(/[: ]/)[0])).toEqual(['inspect', 'gate', 'upload', 'verify', 'sign', 'register', '']);
});

test('what cannot be published is a sentence', async () => {
  const { dist, folder } = await setUp();
  const attempts: [string[], number, RegExp][] = [
    [['publish', dist, '--no-build', '--to', folder], 1, /could not be asked .* --no-gate publishes without asking/],
    [['publish', dist, '--no-build', '--no-gate'], 2, /Say where with --to/],
    [['publish', dist, '--no-build', '--no-gate', '--to', 'ftp://x'], 1, /neither a folder nor file:/],
    [['publish', 'nowhere'], 1, /nowhere is no remote: .* There is remotes\/finance/],
    [['publish', join(folder, 'nothing'), '--no-build', '--no-gate', '--to', folder], 1, /is no remote/],
    [['publish', dist, '--no-build', '--no-gate', '--to', folder, '--key', join(folder, 'none.pem')], 1, /is no file with a key/],
  ];
  for (const [args, code, sentence] of attempts) {
    const result = await deskHere(args, { DESK_GATEWAY: 'http://127.0.0.1:9' });
    expect([args, result.code, result.err]).toEqual([args, code, expect.stringMatching(sentence)]);
  }
});
