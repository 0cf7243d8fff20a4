import { type RemoteAssets, type ResolvedRemote, remoteAssetsSchema } from '@business-m/contract';
import { LoadError } from './load-failure.ts';

/** After this a description counts as unreachable; the screen's own limit is longer. */
const TIMEOUT_MS = 30_000;

export interface DescriptionsOptions {
  /** What the page came with, by the release's `baseUrl`. */
  known: Readonly<Record<string, RemoteAssets>>;
  fetch: typeof globalThis.fetch;
}

/**
 * What must be known of a release before anything of it runs: its files with their hashes, and what it asks of the desk. It stands in the
 * release's own `remote.json`, whose hash the resolution has, so a description is asked for once and never again while the page lives.
 */
export function createDescriptions({ known, fetch }: DescriptionsOptions) {
  const asked = new Map<string, Promise<RemoteAssets>>();
  const answered = new Map<string, RemoteAssets>(Object.entries(known));

  async function ask({ title, descriptionIntegrity }: ResolvedRemote, baseUrl: string): Promise<RemoteAssets> {
    const url = `${baseUrl}remote.json`;
    const answer = await fetch(url, {
      integrity: descriptionIntegrity,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    // A TypeError as of a fetch that failed: to the person it is the same.
    if (!answer.ok) throw new TypeError(`fetch of ${url}: ${answer.status}`);
    const parsed = remoteAssetsSchema.safeParse(await answer.json());
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const technical = `${url}: ${issue?.path.join('.') || 'document'}: ${issue?.message ?? 'invalid'}`;
    throw new LoadError('broken', `${title} could not start: its description cannot be read.`, technical);
  }

  return {
    /** @param baseUrl of the attempt: another spelling is asked anew. */
    get(remote: ResolvedRemote, baseUrl = remote.baseUrl): Promise<RemoteAssets> {
      const known = answered.get(remote.baseUrl);
      if (known) return Promise.resolve(known);
      const before = asked.get(baseUrl);
      if (before) return before;
      const description = ask(remote, baseUrl);
      asked.set(baseUrl, description);
      description.then(
        (assets) => answered.set(remote.baseUrl, assets),
        // What failed may be asked again.
        () => asked.delete(baseUrl),
      );
      return description;
    },
    /** If it is here already. */
    peek: (remote: ResolvedRemote) => answered.get(remote.baseUrl),
  };
}

export type Descriptions = ReturnType<typeof createDescriptions>;
