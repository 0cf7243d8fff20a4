import { releaseIdSchema, scopeSchema } from '@business-m/contract';
import { parseS3Address } from '@business-m/files';
import { PublishRefusal } from '../../publish-refusal.ts';
import type { ReleaseTarget, Stored } from '../release-target.ts';
import { s3Collection } from './s3-collection.ts';
import { readIndex } from './s3-index.ts';
import { defaultLimits, type S3Limits, type S3Parts, scopeKeys } from './s3-layout.ts';
import { s3Publication } from './s3-publication.ts';
import { openS3Store } from './s3-store.ts';

export interface S3TargetOptions {
  limits?: Partial<S3Limits>;
  now?: () => number;
}

/** A bucket of Amazon S3, or of a store that keeps its conditional writes (`If-None-Match`, `If-Match`). */
export function openS3Target(address: string, { limits, now = Date.now }: S3TargetOptions = {}): ReleaseTarget {
  const parsed = parseS3Address(address, (sentence) => new PublishRefusal('unknown-target', sentence));
  const shown = `s3://${parsed.bucket}/${parsed.prefix}`.replace(/\/$/, '');
  const store = openS3Store(shown, parsed);
  const parts: S3Parts = { address: shown, prefix: parsed.prefix, store, limits: { ...defaultLimits, ...limits }, now };
  return {
    address: shown,
    scopes: async () => (await store.folders(parsed.prefix)).filter((name) => scopeSchema.safeParse(name).success),
    inventory: (scope) => inventory(parts, scope),
    async read(scope, id, path) {
      const keys = scopeKeys(parts, scope);
      const found = await store.get(keys.file(id, path));
      if (!found || path === 'remote.json') return found?.bytes ?? null;
      return (await store.has(keys.file(id, 'remote.json'))) ? found.bytes : null;
    },
    readIndex: async (scope) => (await readIndex(parts, scope)).index,
    publication: (scope, id) => s3Publication(parts, scope, id),
    collection: (scope) => s3Collection(parts, scope),
    close: async () => store.close(),
  };
}

async function inventory(parts: S3Parts, scope: string): Promise<{ releases: Stored[]; unfinished: Stored[] }> {
  const { base } = scopeKeys(parts, scope);
  const whole = new Map<string, Date>();
  const newest = new Map<string, Date>();
  for await (const { key, writtenAt } of parts.store.list(base)) {
    const [id = '', ...path] = key.slice(base.length).split('/');
    if (!releaseIdSchema.safeParse(id).success) continue;
    if (path.join('/') === 'remote.json') whole.set(id, writtenAt);
    if (writtenAt > (newest.get(id) ?? new Date(0))) newest.set(id, writtenAt);
  }
  const stored = [...newest].map(([name, writtenAt]) => ({ name, writtenAt }));
  return {
    releases: stored
      .filter(({ name }) => whole.has(name))
      .map(({ name, writtenAt }) => ({ name, writtenAt: whole.get(name) ?? writtenAt })),
    unfinished: stored.filter(({ name }) => !whole.has(name)),
  };
}
