import { randomUUID } from 'node:crypto';
import type { S3Store } from './s3-store.ts';

const IMMUTABLE = 'public, max-age=31536000, immutable';

/** What a target needs wherever it works. */
export interface S3Parts {
  address: string;
  /** Before every key; empty or with a slash at its end. */
  prefix: string;
  store: S3Store;
  limits: S3Limits;
  now: () => number;
}

export interface S3Limits {
  /** A publication that takes longer is dead, and its leftovers may be swept; it stops by itself at half of it. */
  abandonedMs: number;
  /** A collection that was not heard of for so long is dead. It says that it lives four times as often. */
  claimMs: number;
  /** How long a publication waits for a collection of its scope. */
  waitMs: number;
  pollMs: number;
}

export const defaultLimits: S3Limits = { abandonedMs: 3_600_000, claimMs: 60_000, waitMs: 90_000, pollMs: 500 };

/** Keys of a scope: as browsers ask for them, and two hidden ones by which publications and a collection know of each other. */
export function scopeKeys({ prefix }: Pick<S3Parts, 'prefix'>, scope: string) {
  const base = `${prefix}${scope}/`;
  const markers = `${base}.publishing/`;
  return {
    base,
    index: `${base}releases.json`,
    claim: `${base}.collecting`,
    markers,
    release: (id: string) => `${base}${id}/`,
    file: (id: string, path: string) => `${base}${id}/${path}`,
    newMarker: (id: string) => `${markers}${id}.${randomUUID()}`,
    /** The release that a marker is about. */
    markedId: (key: string) => key.slice(markers.length).replace(/\.[0-9a-f-]{36}$/, ''),
  };
}

export const releaseHeaders = { CacheControl: IMMUTABLE };
export const indexHeaders = { CacheControl: 'no-cache', ContentType: 'application/json; charset=utf-8' };
export const hiddenHeaders = { CacheControl: 'no-store', ContentType: 'text/plain' };
