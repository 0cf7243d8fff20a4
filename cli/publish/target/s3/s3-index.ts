import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { ReleaseIndex } from '@business-m/contract';
import { PublishRefusal } from '../../publish-refusal.ts';
import { indexText, parseIndex } from '../release-target.ts';
import { indexHeaders, type S3Parts, scopeKeys } from './s3-layout.ts';

const ATTEMPTS = 40;
const BACKOFF_MS = 150;

export async function readIndex({ address, store, ...parts }: S3Parts, scope: string) {
  const found = await store.get(scopeKeys(parts, scope).index);
  const text = found && Buffer.from(found.bytes).toString('utf8');
  return { index: parseIndex(`${address}/${scope}/releases.json`, scope, text), tag: found?.tag ?? null };
}

/** Compare and set: after another write, reads and changes again. */
export async function changeIndex(parts: S3Parts, scope: string, change: (index: ReleaseIndex) => ReleaseIndex): Promise<void> {
  const key = scopeKeys(parts, scope).index;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { index, tag } = await readIndex(parts, scope);
    const next = change(index);
    if (next === index) return;
    const bytes = Buffer.from(indexText(next));
    const written =
      tag === null ? await parts.store.create(key, bytes, indexHeaders) : await parts.store.replace(key, bytes, tag, indexHeaders);
    if (written) return;
    await delay(randomInt(BACKOFF_MS));
  }
  const file = `${parts.address}/${scope}/releases.json`;
  throw new PublishRefusal('busy', `${file} was changed by others ${ATTEMPTS} times in a row: publish again`);
}
