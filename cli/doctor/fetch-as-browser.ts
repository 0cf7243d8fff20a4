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
): Promise<Fetched | { problem: string; headers?: Headers }> {
  try {
    const headers = { origin, 'accept-encoding': codings };
    const { status, ...answer } = await boundedFetch(url, { timeoutMs: TIMEOUT_MS, limitBytes, headers });
    return status === 200 ? answer : { problem: `answers ${status}`, headers: answer.headers };
  } catch (error) {
    return { problem: `cannot be fetched: ${describeFetchError(error)}` };
  }
}
