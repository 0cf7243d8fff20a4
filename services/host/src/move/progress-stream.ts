import { problemResponse } from '../http/problem.ts';

export type Say = (line: object) => void;

/** Streams progress as NDJSON, ending with `{"done": …}` or `{"problem": …}`. A client that stops reading aborts the work. */
export function progressStream(requestId: string, work: (say: Say, signal: AbortSignal) => Promise<unknown>): Response {
  const gone = new AbortController();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const say: Say = (line) => {
        if (!gone.signal.aborted) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
      };
      try {
        say({ done: await work(say, gone.signal) });
      } catch (error) {
        say({ problem: await problemResponse(error, requestId).json() });
      }
      if (!gone.signal.aborted) controller.close();
    },
    cancel: () => gone.abort(new Error('whoever asked for the copy has gone')),
  });
  return new Response(body, { headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' } });
}
