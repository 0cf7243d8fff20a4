import { setTimeout as delay } from 'node:timers/promises';
import { PublishRefusal } from '../../publish-refusal.ts';
import { type Publication, type ReleaseBytes, storedPath } from '../release-target.ts';
import { contentType } from './content-type.ts';
import { s3Collection } from './s3-collection.ts';
import { changeIndex } from './s3-index.ts';
import { hiddenHeaders, releaseHeaders, type S3Parts, scopeKeys } from './s3-layout.ts';

/** Looks like a tag, and is the MD5 of nothing that is ever written. */
const WRONG_TAG = `"${'0'.repeat(32)}"`;

/** Writes each object only where there is none, `remote.json` last. A marker keeps collections away, and lets a later one sweep. */
export async function s3Publication(parts: S3Parts, scope: string, id: string): Promise<Publication> {
  const { address, store, limits, now } = parts;
  const keys = scopeKeys(parts, scope);
  const marker = keys.newMarker(id);
  const started = now();
  let unfinished = false;
  await store.create(marker, Buffer.from(new Date(started).toISOString()), hiddenHeaders);
  await demandConditions(parts, marker);
  await collectionsOver(parts, scope);

  async function create({ path, bytes, coding }: ReleaseBytes): Promise<boolean> {
    // Later it could not be told from one that died, and be swept while it writes.
    if (now() - started > limits.abandonedMs / 2)
      throw new PublishRefusal('too-slow', `${address}: the publication of ${scope}/${id} took too long`);
    const key = keys.file(id, storedPath({ path, coding }));
    if (await store.create(key, bytes, { ...releaseHeaders, ContentType: contentType(path), ContentEncoding: coding })) return true;
    // Of one that died, or of another that publishes the same: the id says which bytes it must have.
    const there = await store.get(key);
    if (there && Buffer.compare(there.bytes, bytes) === 0) return false;
    throw new PublishRefusal('exists-with-other-bytes', `${address}: ${key} exists with other bytes, and is never written over`);
  }

  return {
    async write(file) {
      unfinished = true;
      await create(file);
    },
    read: async (path) => (await store.get(keys.file(id, path)))?.bytes ?? null,
    async commit(description) {
      const created = await create({ path: 'remote.json', bytes: description });
      unfinished = false;
      return created;
    },
    add: (path, bytes) =>
      store.create(
        keys.file(id, path),
        bytes,
        path.startsWith('.') ? hiddenHeaders : { ...releaseHeaders, ContentType: contentType(path) },
      ),
    register: (change) => changeIndex(parts, scope, change),
    async close() {
      try {
        if (!unfinished) await store.remove(marker);
        await sweepAbandoned(parts, scope);
      } catch {
        // A publisher may lack the right to delete. What is left is no release; the next publication or collection sweeps it.
      }
    },
  };
}

/**
 * A store that ignores conditions would overwrite releases without a word, and one that refuses right ones would fail after the upload: both
 * are tried on the marker before anything is published.
 */
async function demandConditions({ address, store }: S3Parts, marker: string): Promise<void> {
  const again = Buffer.from('again');
  const refuse = async (why: string) => {
    await store.remove(marker);
    return new PublishRefusal('target-unconditional', `${address} ${why}`);
  };
  const ignores = 'ignores If-None-Match and If-Match: it cannot keep releases from being overwritten';
  if (await store.create(marker, again, hiddenHeaders)) throw await refuse(ignores);
  const held = await store.get(marker);
  if (!held || !(await store.replace(marker, held.bytes, held.tag, hiddenHeaders)))
    throw await refuse('refuses If-Match with the very ETag that it gave, quoted and unquoted: no release could be listed there');
  if (await store.replace(marker, again, WRONG_TAG, hiddenHeaders)) throw await refuse(ignores);
}

/** The marker is written, and only then looked for a collection; a collection does it the other way round: one of the two sees the other. */
async function collectionsOver({ address, store, limits, now, ...parts }: S3Parts, scope: string): Promise<void> {
  const { claim } = scopeKeys(parts, scope);
  const deadline = now() + limits.waitMs;
  for (;;) {
    const held = await store.get(claim);
    if (!held || now() - held.writtenAt.getTime() > limits.claimMs) return;
    if (now() > deadline)
      throw new PublishRefusal('busy', `${address}/${scope}: old releases are being deleted; publish again in a minute`);
    await delay(limits.pollMs);
  }
}

async function sweepAbandoned(parts: S3Parts, scope: string): Promise<void> {
  let stale = false;
  for await (const { writtenAt } of parts.store.list(scopeKeys(parts, scope).markers))
    stale ||= parts.now() - writtenAt.getTime() > parts.limits.abandonedMs;
  const collection = stale ? await s3Collection(parts, scope) : null;
  if (!collection) return;
  try {
    await collection.sweep();
  } finally {
    await collection.close();
  }
}
