import { onTestFinished } from 'vitest';

export interface ReadEvent {
  id: string;
  event: string;
  data: unknown;
}

/** Reads an event stream block by block: an event, or the text of a comment or of a field alone. */
export async function openEvents(url: string, headers: Record<string, string>) {
  const controller = new AbortController();
  onTestFinished(() => controller.abort());
  const answer = await fetch(url, { headers, signal: controller.signal });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  /** The next block, or what stands unfinished at the end; then null. */
  async function next(): Promise<ReadEvent | string | null> {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end >= 0) {
        const block = text.slice(0, end);
        text = text.slice(end + 2);
        const found = /^id: (.*)\nevent: (.*)\ndata: (.*)$/.exec(block);
        return found ? { id: found[1] ?? '', event: found[2] ?? '', data: JSON.parse(found[3] ?? '') } : block;
      }
      const chunk = await reader?.read();
      if (!chunk || chunk.done) {
        const rest = text;
        text = '';
        return rest || null;
      }
      text += chunk.value;
    }
  }
  return { answer, next, close: () => controller.abort() };
}
