import { type RemoteAssets, type ResolvedRemote, remoteAssetsSchema } from '@business-m/contract';
import { LoadError } from './load-failure.ts';

const TIMEOUT_MS = 30_000;

export interface DescriptionsOptions {
  /** Descriptions in the page itself, by the release's `baseUrl`. */
  known: Readonly<Record<string, RemoteAssets>>;
  fetch: typeof globalThis.fetch;
}

/** The release's `remote.json` (files with their hashes, requirements), fetched once and checked against the hash in the resolution. */
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
    // As when fetch fails: the user reads the same sentence.
    if (!answer.ok) throw new TypeError(`fetch of ${url}: ${answer.status}`);
    const parsed = remoteAssetsSchema.safeParse(await answer.json());
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const technical = `${url}: ${issue?.path.join('.') || 'document'}: ${issue?.message ?? 'invalid'}`;
    throw new LoadError('broken', `${title} could not start: its description cannot be read.`, technical);
  }

  return {
    /** @param baseUrl another spelling of the release's folder, for another attempt */
    get(remote: ResolvedRemote, baseUrl = remote.baseUrl): Promise<RemoteAssets> {
      const known = answered.get(remote.baseUrl);
      if (known) return Promise.resolve(known);
      const before = asked.get(baseUrl);
      if (before) return before;
      const description = ask(remote, baseUrl);
      asked.set(baseUrl, description);
      description.then(
        (assets) => answered.set(remote.baseUrl, assets),
        () => asked.delete(baseUrl),
      );
      return description;
    },
    /** Only when it is loaded already. */
    peek: (remote: ResolvedRemote) => answered.get(remote.baseUrl),
  };
}

export type Descriptions = ReturnType<typeof createDescriptions>;
