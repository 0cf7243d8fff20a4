import { boundedFetch, describeFetchError } from '@business-m/manifest/store';

const TIMEOUT_MS = 20_000;

export interface Fetched {
  headers: Headers;
  bytes: Uint8Array;
}

/** One file as a page of the desk asks for it: from another origin, compressed if the server likes (`identity`: as it is). */
export async function fetchAs(
  url: string,
  origin: string,
  limitBytes: number,
  codings = 'br, gzip',
): Promise<Fetched | { problem: string; status?: number; headers?: Headers }> {
  try {
    const { status, headers, bytes } = await boundedFetch(
      url,
      { timeoutMs: TIMEOUT_MS, limitBytes },
      { origin, 'accept-encoding': codings },
    );
    return status === 200 ? { headers, bytes } : { problem: `answers ${status}`, status, headers };
  } catch (error) {
    return { problem: `cannot be fetched: ${describeFetchError(error)}` };
  }
}
