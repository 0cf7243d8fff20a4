import { createHash } from 'node:crypto';
import type { HydratedRelease } from '../resolve/index.ts';
import { type ReleaseIndex, releaseIndexSchema, remoteFaults, remoteJsonSchema } from '../schema/index.ts';
import { boundedFetch, describeFetchError } from './bounded-fetch.ts';
import { refusalOf } from './parse-desired.ts';
import { parseJson } from './parse-json.ts';
import { Refusal } from './refusal.ts';

const LIMIT_BYTES = 4 * 1_048_576;

/** Reads releases from the CDN. Throws {@link Refusal}; `retry` says whether later may be better. */
export interface ReleaseSource {
  /** Id of the newest published release of a scope. */
  latest(cdn: string, scope: string): Promise<string>;
  /** The release's `remote.json`, whose bytes are checked against the id. */
  read(cdn: string, scope: string, id: string): Promise<HydratedRelease>;
}

export interface ReleaseSourceOptions {
  /** Of one call. Default 5,000. */
  timeoutMs?: number;
  /** Base URL of the CDN for browsers → for this process, where the two see it under different names. */
  reach?: (cdn: string) => string;
}

export function createReleaseSource({ timeoutMs = 5_000, reach = (cdn) => cdn }: ReleaseSourceOptions = {}): ReleaseSource {
  // A release never changes, so what was read once is right for ever.
  const releases = new Map<string, HydratedRelease>();
  const indexes = new Map<string, { etag: string; latest: string }>();

  async function get(url: string, headers?: Record<string, string>) {
    try {
      return await boundedFetch(url, { timeoutMs, limitBytes: LIMIT_BYTES }, headers);
    } catch (error) {
      throw new Refusal('', `${url}: ${describeFetchError(error)}`, { retry: true, cause: error });
    }
  }

  return {
    async latest(cdn, scope) {
      const url = `${trimSlash(reach(cdn))}/${scope}/releases.json`;
      const known = indexes.get(url);
      const answer = await get(url, known && { 'if-none-match': known.etag });
      if (answer.status === 304 && known) return known.latest;
      if (answer.status === 404) throw new Refusal('', `nothing has been published: ${url} does not exist`, { retry: true });
      if (answer.status !== 200) throw new Refusal('', `${url} answered ${answer.status}`, { retry: true });
      const latest = newest(url, answer.bytes, scope);
      const etag = answer.headers.get('etag');
      if (etag) indexes.set(url, { etag, latest });
      return latest;
    },

    async read(cdn, scope, id) {
      const url = `${trimSlash(reach(cdn))}/${scope}/${id}/remote.json`;
      const known = releases.get(url);
      if (known) return known;
      const answer = await get(url);
      if (answer.status !== 200) throw new Refusal('', `${url} answered ${answer.status}`, { retry: true });
      const release = checkRelease(url, answer.bytes, scope, id);
      releases.set(url, release);
      return release;
    },
  };
}

function newest(url: string, bytes: Uint8Array, scope: string): string {
  const index: ReleaseIndex = parseWith(releaseIndexSchema, url, bytes);
  if (index.scope !== scope) throw new Refusal('', `${url} is about "${index.scope}"`, { retry: true });
  const last = index.releases.at(-1);
  if (!last) throw new Refusal('', `nothing has been published: ${url} is empty`, { retry: true });
  return last.id;
}

/** The id ends with the hash of `remote.json`, which holds the hash of every file: other bytes are another release. */
function checkRelease(url: string, bytes: Uint8Array, scope: string, id: string): HydratedRelease {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  if (!id.endsWith(`-${hash}`)) throw new Refusal('', `${url} is not what was published: its hash begins with ${hash}`, { retry: true });
  const remote = parseWith(remoteJsonSchema, url, bytes);
  if (remote.scope !== scope || id !== `${remote.version}-${hash}`) throw new Refusal('', `${url} is ${remote.scope} ${remote.version}`);
  const [fault] = remoteFaults(remote);
  if (fault) throw new Refusal('', `${url}: ${fault.path}: ${fault.message}`);
  const entryIntegrity = remote.files.find(({ path }) => path === remote.remoteEntry)?.integrity ?? '';
  return { id, remote, entryIntegrity };
}

interface Schema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false; error: { issues: { path: PropertyKey[]; message: string }[] } };
}

function parseWith<T>(schema: Schema<T>, url: string, bytes: Uint8Array): T {
  const fail = ({ path, message, retry }: Refusal) => new Refusal('', [url, path, message].filter(Boolean).join(': '), { retry });
  try {
    const parsed = schema.safeParse(parseJson(new TextDecoder().decode(bytes), { limitBytes: LIMIT_BYTES }));
    if (parsed.success) return parsed.data;
    throw refusalOf(parsed.error.issues);
  } catch (error) {
    throw error instanceof Refusal ? fail(error) : error;
  }
}

const trimSlash = (url: string) => url.replace(/\/+$/, '');
