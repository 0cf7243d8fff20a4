import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SOURCE_MAPS } from '@business-m/contract';
import { orIfAbsent, parseS3Address } from '@business-m/files';

/** The source maps of a release, null where there are none; throws where the place does not answer. Never more than `limitBytes`, which is what they have. */
export type ReadSourceMaps = (scope: string, release: string, limitBytes: number) => Promise<Uint8Array | null>;

const TIMEOUT_MS = 10_000;

/**
 * Where releases were published to, read past the CDN, which does not show the maps: `file:/srv/cdn`, a folder, or `s3://bucket/prefix?region=…`
 * with credentials from where AWS's tools take them.
 *
 * @param refusal makes what is thrown for an address that is none
 */
export function openMapsFolder(address: string, refusal: (sentence: string) => Error): ReadSourceMaps {
  if (/^s3:/i.test(address)) return readBucket(address, refusal);
  const folder = address.startsWith('file://') ? fileURLToPath(address) : address.replace(/^file:/, '');
  return async (scope, release, limitBytes) => {
    const file = await open(join(folder, scope, release, SOURCE_MAPS)).catch(orIfAbsent(() => null));
    if (!file) return null;
    try {
      const { size } = await file.stat();
      if (size > limitBytes) throw tooLarge(limitBytes);
      return await file.readFile();
    } finally {
      await file.close();
    }
  };
}

function readBucket(address: string, refusal: (sentence: string) => Error): ReadSourceMaps {
  const { bucket: Bucket, prefix, region, endpoint, pathStyle } = parseS3Address(address, refusal);
  // Loaded when somebody looks: the SDK takes longer to load than the rest of the gateway.
  const opened = once(async () => {
    const { GetObjectCommand, S3Client } = await import('@aws-sdk/client-s3');
    const client = new S3Client({
      ...(region && { region }),
      ...(endpoint && { endpoint }),
      forcePathStyle: pathStyle,
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
    return (Key: string) => client.send(new GetObjectCommand({ Bucket, Key }), { abortSignal: AbortSignal.timeout(TIMEOUT_MS) });
  });
  return async (scope, release, limitBytes) => {
    const get = await opened();
    const found = await get(`${prefix}${scope}/${release}/${SOURCE_MAPS}`).catch((error: { $metadata?: { httpStatusCode?: number } }) => {
      if (error.$metadata?.httpStatusCode === 404) return null;
      throw error;
    });
    return found?.Body ? readAtMost(found.Body as AsyncIterable<Uint8Array>, limitBytes) : null;
  };
}

/** Leaving the loop ends the answer. */
async function readAtMost(body: AsyncIterable<Uint8Array>, limitBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const part of body) {
    sizeBytes += part.length;
    if (sizeBytes > limitBytes) throw tooLarge(limitBytes);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const tooLarge = (limitBytes: number) => new Error(`they have more than the ${limitBytes} bytes that were published`);

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
