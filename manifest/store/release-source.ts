import { createHash } from 'node:crypto';
import {
  type ReleaseIndex,
  releaseIndexSchema,
  remoteFaults,
  remoteJsonSchema,
  type Signature,
  signatureSchema,
  splitRelease,
} from '@business-m/contract';
import type { z } from 'zod/mini';
import { pins } from '../release-id.ts';
import type { HydratedRelease } from '../resolve/index.ts';
import { boundedFetch, describeFetchError } from './bounded-fetch.ts';
import { DocumentRefusal } from './document-refusal.ts';
import { refusalOf } from './parse-desired.ts';
import { parseJson } from './parse-json.ts';

const LIMIT_BYTES = 4 * 1_048_576;

/** Reads releases from the CDN. Throws {@link DocumentRefusal}; `retry` says whether later may be better. */
export interface ReleaseSource {
  /** Id of the newest published release of a scope. */
  latest(cdn: string, scope: string): Promise<string>;
  /** What has been published of a scope, oldest first. */
  index(cdn: string, scope: string): Promise<ReleaseIndex>;
  /** The release's `remote.json`, whose bytes are checked against the id. */
  read(cdn: string, scope: string, id: string): Promise<HydratedRelease>;
  /** The bytes of the release's `remote.json`, checked against the id, and its `signature.json`, which is for the caller to verify. */
  signed(cdn: string, scope: string, id: string): Promise<{ bytes: Uint8Array; signature: Signature }>;
}

interface ReleaseSourceOptions {
  /** Of one call. Default 5,000. */
  timeoutMs?: number;
  /** Base URL of the CDN for browsers → for this process, where the two see it under different names. */
  reach?: (cdn: string) => string;
}

export function createReleaseSource({ timeoutMs = 5_000, reach = (cdn) => cdn }: ReleaseSourceOptions = {}): ReleaseSource {
  // A release never changes, so each part of it is read once.
  const releases = new Map<string, HydratedRelease>();
  const signatures = new Map<string, Awaited<ReturnType<ReleaseSource['signed']>>>();
  const indexes = new Map<string, { etag: string; index: ReleaseIndex }>();

  /** `absent`: the sentence for a 404. */
  async function get(url: string, absent: string, headers?: Record<string, string>) {
    const answer = await boundedFetch(url, { timeoutMs, limitBytes: LIMIT_BYTES, ...(headers && { headers }) }).catch((error: unknown) => {
      throw new DocumentRefusal('', `${url}: ${describeFetchError(error)}`, { retry: true, cause: error });
    });
    if (answer.status === 404) throw later(absent);
    if (answer.status !== 200 && !(answer.status === 304 && headers)) throw later(`${url} answered ${answer.status}`);
    return answer;
  }

  const getDescription = async (url: string): Promise<Uint8Array> =>
    (await get(url, `${url} answered 404: publish it to this CDN (npx desk publish <its address on another one> copies it)`)).bytes;

  async function index(cdn: string, scope: string): Promise<ReleaseIndex> {
    const url = `${trimSlash(reach(cdn))}/${scope}/releases.json`;
    const known = indexes.get(url);
    const answer = await get(url, `nothing has been published: ${url} does not exist`, known && { 'if-none-match': known.etag });
    if (answer.status === 304 && known) return known.index;
    const found = parseWith(releaseIndexSchema, url, answer.bytes);
    if (found.scope !== scope) throw later(`${url} is about "${found.scope}"`);
    const etag = answer.headers.get('etag');
    if (etag) indexes.set(url, { etag, index: found });
    return found;
  }

  const folder = (cdn: string, scope: string, id: string) => `${trimSlash(reach(cdn))}/${scope}/${id}`;

  return {
    index,

    async latest(cdn, scope) {
      const last = (await index(cdn, scope)).releases.at(-1);
      if (!last) throw later(`nothing has been published of "${scope}"`);
      return last.id;
    },

    async read(cdn, scope, id) {
      const url = `${folder(cdn, scope, id)}/remote.json`;
      const known = releases.get(url);
      if (known) return known;
      const release = checkRelease(url, await getDescription(url), scope, id);
      releases.set(url, release);
      return release;
    },

    async signed(cdn, scope, id) {
      const url = `${folder(cdn, scope, id)}/signature.json`;
      const known = signatures.get(url);
      if (known) return known;
      const answer = await get(url, `not signed: ${url} does not exist`);
      const description = `${folder(cdn, scope, id)}/remote.json`;
      const bytes = await getDescription(description);
      checkHash(description, bytes, id);
      const found = { bytes, signature: parseWith(signatureSchema, url, answer.bytes) };
      signatures.set(url, found);
      return found;
    },
  };
}

/** A refusal of something that may be there later. */
const later = (sentence: string) => new DocumentRefusal('', sentence, { retry: true });

function checkHash(url: string, bytes: Uint8Array, id: string): void {
  if (!pins(id, bytes)) throw later(`${url} is not what was published: its hash is another than that of its name`);
}

/** The id ends with the hash of `remote.json`, which holds the hash of every file: other bytes are another release. */
function checkRelease(url: string, bytes: Uint8Array, scope: string, id: string): HydratedRelease {
  checkHash(url, bytes, id);
  const remote = parseWith(remoteJsonSchema, url, bytes);
  if (remote.scope !== scope || splitRelease(id)?.version !== remote.version)
    throw new DocumentRefusal('', `${url} is ${remote.scope} ${remote.version}`);
  const [fault] = remoteFaults(remote);
  if (fault) throw new DocumentRefusal('', `${url}: ${fault.path}: ${fault.message}`);
  const entryIntegrity = remote.files.find(({ path }) => path === remote.remoteEntry)?.integrity ?? '';
  const descriptionIntegrity = `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
  return { id, remote, entryIntegrity, descriptionIntegrity };
}

function parseWith<T>(schema: z.ZodMiniType<T>, url: string, bytes: Uint8Array): T {
  try {
    const parsed = schema.safeParse(parseJson(new TextDecoder().decode(bytes), { limitBytes: LIMIT_BYTES }));
    if (parsed.success) return parsed.data;
    throw refusalOf(parsed.error.issues);
  } catch (error) {
    throw error instanceof DocumentRefusal ? error.at('', [url, error.path, error.message].filter(Boolean).join(': ')) : error;
  }
}

const trimSlash = (url: string) => url.replace(/\/+$/, '');
