import type { ServerResponse } from 'node:http';

export type EventStream = ReturnType<typeof openEventStream>;

/** Somebody who reads nothing any more must not fill the memory; an event is far smaller. */
const BACKLOG_BYTES = 65_536;
const RETRY_MS = 2_000;

export const eventStreamHeaders = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store',
  // nginx passes on what it gets as it gets it.
  'x-accel-buffering': 'no',
} as const;

/** One browser that listens: an answer of type text/event-stream (WHATWG HTML §9.2) that goes on until somebody ends it. */
export function openEventStream(outgoing: ServerResponse) {
  outgoing.writeHead(200, eventStreamHeaders);
  // After a restart not everybody is back in the same moment.
  write(`retry: ${RETRY_MS + Math.floor(Math.random() * RETRY_MS)}\n\n`);

  function write(text: string): void {
    if (outgoing.writableLength > BACKLOG_BYTES) outgoing.destroy();
    else if (!outgoing.writableEnded) outgoing.write(text);
  }

  return {
    send: ({ id, name, data }: { id: string; name: string; data: object }) =>
      write(`id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`),
    /** A comment: keeps proxies from closing a quiet connection, and finds out whether it is still one. */
    beat: () => write(':\n\n'),
    end: () => void outgoing.end(),
  };
}
