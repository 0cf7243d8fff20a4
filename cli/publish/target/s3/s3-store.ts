import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3Client,
  type S3ServiceException,
} from '@aws-sdk/client-s3';
import type { S3Address } from '@business-m/files';
import { PublishRefusal } from '../../publish-refusal.ts';

const CONNECT_MS = 5_000;
const REQUEST_MS = 60_000;
const PAGES_MAX = 10_000;
const CONFLICTS_MAX = 8;
const CONFLICT_WAIT_MS = 200;

export type ObjectHeaders = Pick<PutObjectCommandInput, 'CacheControl' | 'ContentEncoding' | 'ContentType'>;

export type S3Store = ReturnType<typeof openS3Store>;

/** Objects of one bucket. Every write is conditional, so that no writer loses what it has not seen. */
export function openS3Store(address: string, { bucket: Bucket, region, endpoint, pathStyle }: S3Address) {
  const client = new S3Client({
    ...(region && { region }),
    ...(endpoint && { endpoint }),
    forcePathStyle: pathStyle,
    maxAttempts: 4,
    // Checksums in trailers, the SDK's default, are refused by many stores that are not Amazon's; every byte is read back anyway.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: REQUEST_MS },
  });

  /** Answers null for the statuses named; what an operator can mend is a refusal. */
  async function ask<T>(call: Promise<T>, ...nullFor: number[]): Promise<T | null> {
    try {
      return await call;
    } catch (error) {
      const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
      if (nullFor.includes($metadata?.httpStatusCode ?? 0) && name !== 'NoSuchBucket') return null;
      const status = $metadata?.httpStatusCode ?? 0;
      if (status >= 400 && status < 500)
        throw new PublishRefusal('target-refuses', `${address} refuses: ${name} (${status}) ${message}`, { cause: error });
      throw new PublishRefusal('target-unavailable', `${address} cannot be reached: ${message || name}`, { cause: error });
    }
  }

  type Condition = { IfNoneMatch: '*' } | { IfMatch: string };
  async function put(Key: string, Body: Uint8Array, condition: Condition, headers?: ObjectHeaders): Promise<boolean> {
    for (let attempt = 0; ; attempt += 1) {
      const call = client.send(new PutObjectCommand({ Bucket, Key, Body, ...condition, ...headers })).catch((error: S3ServiceException) => {
        // Another conditional write of this key runs at this moment: only its outcome says whether the condition holds.
        if (error.$metadata?.httpStatusCode === 409 && attempt < CONFLICTS_MAX) return 'conflict' as const;
        throw error;
      });
      // 412: the condition does not hold. 404, of If-Match alone: the object is gone.
      const put = await ask(call, 412, ...('IfMatch' in condition ? [404] : []));
      if (put !== 'conflict') return put !== null;
      await delay(randomInt(CONFLICT_WAIT_MS));
    }
  }

  /** Whether this store knows tags with the quotes that they have (RFC 9110), or, as older Ceph, without; null before the first write has told. */
  let tagForm: 'quoted' | 'bare' | null = null;
  async function replace(key: string, bytes: Uint8Array, tag: string, headers?: ObjectHeaders): Promise<boolean> {
    if (tagForm !== 'bare') {
      const written = await put(key, bytes, { IfMatch: tag }, headers);
      if (written) tagForm = 'quoted';
      if (written || tagForm === 'quoted') return written;
      const head = await ask(client.send(new HeadObjectCommand({ Bucket, Key: key })), 404);
      if (head?.ETag !== tag) return false;
    }
    // The tag is the right one, and yet it was refused.
    const written = await put(key, bytes, { IfMatch: tag.replaceAll('"', '') }, headers);
    if (written) tagForm = 'bare';
    return written;
  }

  async function* pages(Prefix: string, Delimiter?: string) {
    let ContinuationToken: string | undefined;
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const found = await ask(client.send(new ListObjectsV2Command({ Bucket, Prefix, Delimiter, ContinuationToken })));
      if (found) yield found;
      ContinuationToken = found?.IsTruncated ? found.NextContinuationToken : undefined;
      if (!ContinuationToken) return;
    }
    throw new Error(`${address} lists ${PAGES_MAX} pages below "${Prefix}", and more`);
  }

  return {
    /** False: there is an object under this key already; it stays. */
    create: (key: string, bytes: Uint8Array, headers?: ObjectHeaders) => put(key, bytes, { IfNoneMatch: '*' }, headers),
    /** False: the object no longer has this tag. */
    replace,
    async get(Key: string): Promise<{ bytes: Uint8Array; tag: string; writtenAt: Date } | null> {
      const found = await ask(client.send(new GetObjectCommand({ Bucket, Key })), 404);
      if (!found?.Body) return null;
      return { bytes: await found.Body.transformToByteArray(), tag: found.ETag ?? '', writtenAt: found.LastModified ?? new Date() };
    },
    has: async (Key: string) => (await ask(client.send(new HeadObjectCommand({ Bucket, Key })), 404)) !== null,
    async *list(prefix: string): AsyncGenerator<{ key: string; writtenAt: Date }> {
      for await (const { Contents = [] } of pages(prefix))
        for (const { Key, LastModified } of Contents) if (Key) yield { key: Key, writtenAt: LastModified ?? new Date() };
    },
    /** Names between `prefix` and the next slash. */
    async folders(prefix: string): Promise<string[]> {
      const names: string[] = [];
      for await (const { CommonPrefixes = [] } of pages(prefix, '/'))
        for (const { Prefix = '' } of CommonPrefixes) names.push(Prefix.slice(prefix.length, -1));
      return names;
    },
    remove: async (Key: string) => void (await ask(client.send(new DeleteObjectCommand({ Bucket, Key })), 404)),
    close: () => client.destroy(),
  };
}
