import type { CDPSession, Page } from '@playwright/test';

/** One request as the browser itself saw it. Times are seconds of the browser's monotonic clock. */
export interface LoggedRequest {
  url: string;
  type: string;
  sentAt: number;
  /** When its last byte was there; infinity while it is not. */
  doneAt: number;
  encoding: string;
  /** The body as it travelled. */
  bodyBytes: number;
}

export interface NetworkLog {
  requests(): LoggedRequest[];
}

/**
 * Records what a page fetches, from the browser's own events, every answer delayed by `latencyMs`.
 *
 * The delay is the browser's own (`Network.emulateNetworkConditions`), not that of a proxy: it holds back each answer by one round
 * trip, whatever the connection. A delaying proxy on HTTP/1.1 would in addition count the queue for the browser's six connections
 * an origin, which a desk served over HTTP/2 does not have, and which says nothing about what depends on what.
 */
export async function logNetwork(page: Page, { latencyMs }: { latencyMs: number }): Promise<NetworkLog> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: latencyMs,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
  const log = new Map<string, LoggedRequest>();
  record(session, log);
  return { requests: () => [...log.values()] };
}

function record(session: CDPSession, log: Map<string, LoggedRequest>): void {
  const headerBytes = new Map<string, number>();
  session.on('Network.requestWillBeSent', ({ requestId, request, type = 'Other', timestamp }) => {
    // data: and blob: cost no round trip.
    if (!request.url.startsWith('http')) return;
    log.set(requestId, { url: request.url, type, sentAt: timestamp, doneAt: Number.POSITIVE_INFINITY, encoding: '', bodyBytes: 0 });
  });
  session.on('Network.responseReceived', ({ requestId, response }) => {
    const request = log.get(requestId);
    if (!request) return;
    request.encoding = Object.entries(response.headers).find(([name]) => name.toLowerCase() === 'content-encoding')?.[1] ?? '';
    headerBytes.set(requestId, response.encodedDataLength);
  });
  session.on('Network.loadingFinished', ({ requestId, timestamp, encodedDataLength }) => {
    const request = log.get(requestId);
    if (!request) return;
    request.doneAt = timestamp;
    request.bodyBytes = encodedDataLength - (headerBytes.get(requestId) ?? 0);
  });
}

/**
 * The longest chain of requests of which each began after the one before it had been answered: so many round trips at least went
 * by one after the other. Whether a later request really needed an earlier answer is not asked, so it counts too many rather
 * than too few.
 */
export function longestChain(requests: readonly LoggedRequest[]): LoggedRequest[] {
  const chains = new Map<LoggedRequest, LoggedRequest[]>();
  for (const request of requests.toSorted((a, b) => a.sentAt - b.sentAt)) {
    const before = [...chains].filter(([earlier]) => earlier.doneAt <= request.sentAt).map(([, chain]) => chain);
    chains.set(request, [...longest(before), request]);
  }
  return longest([...chains.values()]);
}

function longest(chains: LoggedRequest[][]): LoggedRequest[] {
  return chains.reduce((best, chain) => (chain.length > best.length ? chain : best), []);
}
