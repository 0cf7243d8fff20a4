import { randomUUID } from 'node:crypto';
import { PublishRefusal } from '../../publish-refusal.ts';
import type { Collection } from '../release-target.ts';
import { changeIndex } from './s3-index.ts';
import { hiddenHeaders, type S3Parts, scopeKeys } from './s3-layout.ts';

/** Claims the right to delete from a scope, then reads which releases are being published. Null while another process has the claim. */
export async function s3Collection(parts: S3Parts, scope: string): Promise<Collection | null> {
  const { store, limits, now } = parts;
  const keys = scopeKeys(parts, scope);
  const claim = await takeClaim(parts, scope);
  if (!claim) return null;
  const busy = new Set<string>();
  const abandoned: { key: string; id: string }[] = [];
  for await (const { key, writtenAt } of store.list(keys.markers)) {
    const id = keys.markedId(key);
    if (now() - writtenAt.getTime() > limits.abandonedMs) abandoned.push({ key, id });
    else busy.add(id);
  }

  async function remove(id: string): Promise<void> {
    await claim?.renew();
    // First: without it there is no release, whatever else is still there.
    await store.remove(keys.file(id, 'remote.json'));
    for await (const { key } of store.list(keys.release(id))) {
      await claim?.renew();
      await store.remove(key);
    }
  }

  return {
    busy,
    async sweep() {
      const swept: string[] = [];
      for (const { key, id } of abandoned) {
        if (busy.has(id)) continue;
        if (!(await store.has(keys.file(id, 'remote.json')))) {
          await remove(id);
          swept.push(id);
        }
        await store.remove(key);
      }
      return [...new Set(swept)];
    },
    register: (change) => changeIndex(parts, scope, change),
    remove,
    close: claim.release,
  };
}

/** Call `renew` before each deletion: it throws when another process took the claim over because this one was silent for too long. */
async function takeClaim({ address, store, limits, now, ...parts }: S3Parts, scope: string) {
  const { claim: key } = scopeKeys(parts, scope);
  const lost = () => new PublishRefusal('busy', `${address}/${scope}: somebody else deletes old releases`);
  const mine = () => Buffer.from(`${randomUUID()} ${new Date(now()).toISOString()}`);
  const first = mine();
  if (!(await store.create(key, first, hiddenHeaders))) {
    const held = await store.get(key);
    const dead = held && now() - held.writtenAt.getTime() > limits.claimMs;
    if (!dead || !(await store.replace(key, first, held.tag, hiddenHeaders))) return null;
  }
  let tag = await tagOf(first);
  let since = now();

  async function tagOf(bytes: Uint8Array): Promise<string> {
    const held = await store.get(key);
    if (held && Buffer.compare(held.bytes, bytes) === 0) return held.tag;
    throw lost();
  }

  return {
    async renew() {
      if (now() - since < limits.claimMs / 4) return;
      const next = mine();
      if (!(await store.replace(key, next, tag, hiddenHeaders))) throw lost();
      tag = await tagOf(next);
      since = now();
    },
    release: () => store.remove(key),
  };
}
