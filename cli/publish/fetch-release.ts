import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { releaseIdSchema, scopeSchema, splitRelease } from '@business-m/contract';
import { pins } from '@business-m/manifest/release-id';
import { boundedFetch, describeFetchError, inParallel } from '@business-m/manifest/store';
import { PublishRefusal } from './publish-refusal.ts';
import { integrityOf, parseDescription } from './read-dist.ts';

const TIMEOUT_MS = 20_000;
const DESCRIPTION_LIMIT_BYTES = 4 * 1_048_576;
const SIGNATURE_LIMIT_BYTES = 4_096;
const RELEASE_LIMIT_BYTES = 256 * 1_048_576;
const AT_ONCE = 6;

/** Fetches a release, `https://<cdn>/people/1.2.0-0123456789ab`, into a folder; trusts only what the id pins. Answers its signature, or null. */
export async function fetchRelease(address: string, folder: string): Promise<Uint8Array | null> {
  const base = address.replace(/\/+$/, '');
  const [scope = '', id = ''] = base.split('/').slice(-2);
  if (!URL.canParse(base) || !scopeSchema.safeParse(scope).success || !releaseIdSchema.safeParse(id).success)
    throw new PublishRefusal('not-a-release', `${address} is no address of a release: https://<cdn>/<scope>/<version>-<hash>`);
  const description = await fetchFile(base, 'remote.json', DESCRIPTION_LIMIT_BYTES);
  if (!description) throw new PublishRefusal('not-a-release', `${base}/remote.json does not exist`);
  const remote = parseDescription(Buffer.from(description));
  if (!pins(id, description) || splitRelease(id)?.version !== remote.version || remote.scope !== scope)
    throw new PublishRefusal('served-differently', `${base}/remote.json is not what was published under that name`);
  if (remote.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) > RELEASE_LIMIT_BYTES)
    throw new PublishRefusal('release-too-large', `${base} has more than ${RELEASE_LIMIT_BYTES} bytes`);

  await inParallel(remote.files, AT_ONCE, async ({ path, sizeBytes, integrity }) => {
    const bytes = await fetchFile(base, path, sizeBytes);
    if (!bytes || integrityOf(bytes) !== integrity)
      throw new PublishRefusal('served-differently', `${base}/${path} ${bytes ? 'has other bytes than were published' : 'does not exist'}`);
    await put(folder, path, bytes);
  });
  await put(folder, 'remote.json', description);
  return fetchFile(base, 'signature.json', SIGNATURE_LIMIT_BYTES);
}

async function fetchFile(base: string, path: string, limitBytes: number): Promise<Uint8Array | null> {
  const url = `${base}/${path}`;
  const { status, bytes } = await boundedFetch(url, { timeoutMs: TIMEOUT_MS, limitBytes }).catch((error: unknown) => {
    throw new PublishRefusal('not-a-release', `${url} cannot be fetched: ${describeFetchError(error)}`, { cause: error });
  });
  if (status === 200) return bytes;
  // A bucket answers 403 for a missing object to a caller who may not list it.
  if (status === 404 || status === 403) return null;
  throw new PublishRefusal('not-a-release', `${url} answers ${status}`);
}

async function put(folder: string, path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), bytes);
}
