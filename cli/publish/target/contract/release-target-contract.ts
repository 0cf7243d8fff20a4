import { randomUUID } from 'node:crypto';
import type { ReleaseIndex } from '@business-m/contract';
import { releaseIdOf } from '@business-m/manifest/release-id';
import { expect, test } from 'vitest';
import type { ReleaseTarget } from '../release-target.ts';

export interface TargetUnderTest {
  /** Two of the same place, as two processes would have. */
  open(): Promise<ReleaseTarget>;
  /** What a browser gets for a path, past the target; null for nothing. */
  served(path: string): Promise<string | null>;
  /** Lets so much time pass for what is stored. */
  age(ms: number): Promise<void>;
}

const bytes = (text: string) => Buffer.from(text);
const text = (found: Uint8Array | null) => found && Buffer.from(found).toString();
const entry = (id: string) => ({ id, version: id.slice(0, -13), publishedAt: '2026-01-01T00:00:00.000Z' });
const add =
  (id: string) =>
  (index: ReleaseIndex): ReleaseIndex => ({ ...index, releases: [...index.releases, entry(id)] });

/** A release of two files whose id its bytes make. */
function release(mark: string, version = '1.0.0') {
  const description = bytes(`{"mark":"${mark}"}`);
  return {
    id: releaseIdOf(version, description),
    description,
    files: [
      { path: 'entry.js', bytes: bytes(`entry ${mark}`) },
      { path: 'deep/er/a.css', bytes: bytes(mark) },
    ],
  };
}
type Release = ReturnType<typeof release>;

async function publish(target: ReleaseTarget, { id, files, description }: Release, scope = 'shop'): Promise<boolean> {
  const publication = await target.publication(scope, id);
  try {
    for (const file of files) await publication.write(file);
    const created = await publication.commit(description);
    await publication.register(add(id));
    return created;
  } finally {
    await publication.close();
  }
}

const listed = async (target: ReleaseTarget) => (await target.readIndex('shop')).releases.map(({ id }) => id);
const whole = async (target: ReleaseTarget) => (await target.inventory('shop')).releases.map(({ name }) => name).sort();

/** What every {@link ReleaseTarget} keeps. */
export function targetContract(name: string, setUp: () => Promise<TargetUnderTest>): void {
  test(`${name}: starts empty`, async () => {
    const target = await (await setUp()).open();
    expect(await target.scopes()).toEqual([]);
    expect(await target.readIndex('shop')).toEqual({ schemaVersion: 1, scope: 'shop', releases: [] });
    expect(await target.inventory('shop')).toEqual({ releases: [], unfinished: [] });
    expect(await target.read('shop', release('a').id, 'remote.json')).toBeNull();
  });

  test(`${name}: lists, reads and serves a published release under its own path`, async () => {
    const { open, served } = await setUp();
    const target = await open();
    const it = release('a');
    expect(await publish(target, it)).toBe(true);
    expect([await target.scopes(), await whole(target), await listed(target)]).toEqual([['shop'], [it.id], [it.id]]);
    expect(text(await target.read('shop', it.id, 'deep/er/a.css'))).toBe('a');
    expect(await target.read('shop', it.id, 'gone.js')).toBeNull();
    expect(await served(`shop/${it.id}/entry.js`)).toBe('entry a');
    expect(JSON.parse((await served('shop/releases.json')) ?? '').releases).toEqual([entry(it.id)]);
  });

  test(`${name}: hides a release before its remote.json is written`, async () => {
    const { open, served } = await setUp();
    const target = await open();
    const it = release('a');
    const publication = await target.publication('shop', it.id);
    for (const file of it.files) await publication.write(file);
    expect(text(await publication.read('entry.js'))).toBe('entry a');
    expect(await whole(target)).toEqual([]);
    expect(await target.read('shop', it.id, 'entry.js')).toBeNull();
    expect(await served(`shop/${it.id}/remote.json`)).toBeNull();
    await publication.commit(it.description);
    expect(text(await target.read('shop', it.id, 'entry.js'))).toBe('entry a');
    await publication.close();
  });

  test(`${name}: writes each file once`, async () => {
    const { open } = await setUp();
    const target = await open();
    const it = release('a');
    await publish(target, it);
    const again = await target.publication('shop', it.id);
    const other = { ...it, files: it.files.map((file) => ({ ...file, bytes: bytes('other') })), description: bytes('{"other":true}') };
    // Wherever it is noticed: at the latest nothing has changed.
    await (async () => {
      for (const file of other.files) await again.write(file);
      await again.commit(other.description);
    })().catch((error: unknown) => expect(error).toMatchObject({ code: 'exists-with-other-bytes' }));
    await again.close();
    expect(text(await target.read('shop', it.id, 'entry.js'))).toBe('entry a');
    expect(text(await target.read('shop', it.id, 'remote.json'))).toBe('{"mark":"a"}');
  });

  test(`${name}: refuses a file written twice with different bytes`, async () => {
    const target = await (await setUp()).open();
    const publication = await target.publication('shop', release('a').id);
    await publication.write({ path: 'entry.js', bytes: bytes('1') });
    await publication.write({ path: 'entry.js', bytes: bytes('1') });
    await expect(publication.write({ path: 'entry.js', bytes: bytes('2') })).rejects.toMatchObject({ code: 'exists-with-other-bytes' });
    expect(text(await publication.read('entry.js'))).toBe('1');
    await publication.close();
  });

  test(`${name}: creates one release from many concurrent publications of it`, async () => {
    const { open } = await setUp();
    const it = release('a');
    const created = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const target = await open();
        const publication = await target.publication('shop', it.id);
        for (const file of it.files) await publication.write(file);
        const made = await publication.commit(it.description);
        await publication.register((index) => (index.releases.some(({ id }) => id === it.id) ? index : add(it.id)(index)));
        await publication.close();
        return made;
      }),
    );
    expect(created.filter(Boolean)).toHaveLength(1);
    const target = await open();
    expect([await whole(target), await listed(target)]).toEqual([[it.id], [it.id]]);
    expect(text(await target.read('shop', it.id, 'entry.js'))).toBe('entry a');
  });

  test(`${name}: keeps every index entry of concurrent publications`, async () => {
    const { open } = await setUp();
    const all = Array.from({ length: 8 }, (_, index) => release(`r${index}`, `1.0.${index}`));
    await Promise.all(all.map(async (it) => publish(await open(), it)));
    const target = await open();
    const ids = all.map(({ id }) => id).sort();
    expect([(await listed(target)).sort(), await whole(target)]).toEqual([ids, ids]);
  });

  test(`${name}: stores a signature and source maps once and keeps them`, async () => {
    const { open, served } = await setUp();
    const target = await open();
    const it = release('a');
    await publish(target, it);
    const publication = await target.publication('shop', it.id);
    for (const path of ['signature.json', '.source-maps.json'])
      expect([await publication.add(path, bytes('mine')), await publication.add(path, bytes('other'))]).toEqual([true, false]);
    await publication.close();
    expect(await served(`shop/${it.id}/signature.json`)).toBe('mine');
    expect(text(await target.read('shop', it.id, '.source-maps.json'))).toBe('mine');
  });

  test(`${name}: stores compressed forms beside the file`, async () => {
    const { open } = await setUp();
    const target = await open();
    const it = release('a');
    const forms = (['br', 'gzip'] as const).map((coding) => ({ path: 'entry.js', bytes: bytes(coding), coding }));
    await publish(target, { ...it, files: [...it.files, ...forms] });
    expect(text(await target.read('shop', it.id, 'entry.js.br'))).toBe('br');
    expect(text(await target.read('shop', it.id, 'entry.js.gz'))).toBe('gzip');
  });

  test(`${name}: refuses a damaged index and leaves it unchanged`, async () => {
    const { open, served } = await setUp();
    const target = await open();
    const it = release('a');
    const publication = await target.publication('shop', it.id);
    for (const file of it.files) await publication.write(file);
    await publication.commit(it.description);
    await publication.register(() => ({ schemaVersion: 1, scope: 'port', releases: [] }));
    await expect(target.readIndex('shop')).rejects.toMatchObject({ code: 'index-damaged' });
    await expect(publication.register(add(it.id))).rejects.toMatchObject({ code: 'index-damaged' });
    await publication.close();
    expect(JSON.parse((await served('shop/releases.json')) ?? '').scope).toBe('port');
  });

  test(`${name}: deletes a collected release whole, and no other`, async () => {
    const { open, served } = await setUp();
    const target = await open();
    const [old, young] = [release('old'), release('young', '2.0.0')];
    await publish(target, old);
    await publish(target, young);
    const publication = await target.publication('shop', old.id);
    await publication.add('.source-maps.json', bytes('maps'));
    await publication.close();
    const collection = await target.collection('shop');
    await collection?.register((index) => ({ ...index, releases: index.releases.filter(({ id }) => id !== old.id) }));
    await collection?.remove(old.id);
    await collection?.close();
    expect([await listed(target), await target.inventory('shop')]).toEqual([
      [young.id],
      { releases: [expect.objectContaining({ name: young.id })], unfinished: [] },
    ]);
    for (const path of ['remote.json', 'entry.js', 'deep/er/a.css', '.source-maps.json'])
      expect(await served(`shop/${old.id}/${path}`)).toBeNull();
    expect(await served(`shop/${young.id}/deep/er/a.css`)).toBe('young');
  });

  test(`${name}: allows one collection at a time`, async () => {
    const { open } = await setUp();
    await publish(await open(), release('a'));
    const first = await (await open()).collection('shop');
    expect(first).not.toBeNull();
    expect(await (await open()).collection('shop')).toBeNull();
    await first?.close();
    const second = await (await open()).collection('shop');
    expect(second).not.toBeNull();
    await second?.close();
  });

  test(`${name}: sweeps an abandoned publication only after it has certainly ended`, async () => {
    const { open, served, age } = await setUp();
    const target = await open();
    await publish(target, release(randomUUID()));
    const it = release('a', '3.0.0');
    const dead = await target.publication('shop', it.id);
    for (const file of it.files) await dead.write(file);
    const sweep = async () => {
      const collection = await target.collection('shop');
      const swept = await collection?.sweep();
      await collection?.close();
      return swept;
    };
    expect(await sweep()).toEqual([]);
    expect(text(await dead.read('entry.js'))).toBe('entry a');
    await age(25 * 3_600_000);
    expect(await sweep()).toHaveLength(1);
    expect(await dead.read('entry.js')).toBeNull();
    expect(await served(`shop/${it.id}/entry.js`)).toBeNull();
    expect(await sweep()).toEqual([]);
  });
}
