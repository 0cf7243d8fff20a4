/** An answer was longer than its caller takes. */
export class AnswerTooLarge extends Error {
  override name = 'AnswerTooLarge';
}

/** `fetch` for machines: one deadline for the whole answer, a limit on its size, no redirects to elsewhere. @throws AnswerTooLarge */
export async function boundedFetch(
  url: string,
  { timeoutMs, limitBytes, ...request }: { timeoutMs: number; limitBytes: number } & Pick<RequestInit, 'method' | 'headers' | 'body'>,
): Promise<{ status: number; headers: Headers; bytes: Uint8Array }> {
  const answer = await fetch(url, { ...request, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of answer.body ?? []) {
    sizeBytes += chunk.byteLength;
    // Leaving the loop cancels the body.
    if (sizeBytes > limitBytes) throw new AnswerTooLarge(`the answer is larger than ${limitBytes} bytes`);
    chunks.push(chunk);
  }
  return { status: answer.status, headers: answer.headers, bytes: Buffer.concat(chunks) };
}

/** Why a fetch failed, in words for a log: undici hides the reason in `cause`. */
export function describeFetchError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'no answer in time';
  const cause = error.cause instanceof Error ? error.cause : error;
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message || error.message;
}

/** Does the work for each item, so many at once, and begins in order. The results are in the order of the items. */
export async function inParallel<T, Result>(items: Iterable<T>, atOnce: number, work: (item: T) => Promise<Result>): Promise<Result[]> {
  const all = [...items];
  const results: Result[] = [];
  const waiting = all.entries();
  const worker = async () => {
    for (const [index, item] of waiting) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, worker));
  return results;
}
