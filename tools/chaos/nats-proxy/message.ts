import type { Frame } from './frames.ts';

const MESSAGE_ID = 'nats-msg-id';

/** What a PUB, HPUB, MSG or HMSG carries. */
export interface Message {
  direction: 'published' | 'delivered';
  subject: string;
  reply: string | undefined;
  /** JetStream's, by which it knows a message it has already. */
  messageId: string | undefined;
}

/** The message of a frame; null when the frame carries none. */
export function messageOf(frame: Frame): Message | null {
  const sizes = frame.verb.startsWith('H') ? 2 : 1;
  const messageId = headersOf(frame).find(({ name }) => name === MESSAGE_ID)?.value;
  if (frame.verb === 'PUB' || frame.verb === 'HPUB') {
    const [subject = '', reply] = frame.args.slice(0, -sizes);
    return { direction: 'published', subject, reply, messageId };
  }
  if (frame.verb === 'MSG' || frame.verb === 'HMSG') {
    const [subject = '', _subscription, reply] = frame.args.slice(0, -sizes);
    return { direction: 'delivered', subject, reply, messageId };
  }
  return null;
}

/** The same publication as after JetStream's duplicate window: without its id, and without a receipt that anybody waits for. */
export function withoutMessageId(frame: Frame): Buffer {
  const [subject = ''] = frame.args;
  const payload = frame.raw.subarray(frame.bodyStart + frame.headerBytes, -2);
  const kept = headersOf(frame).filter(({ name }) => name !== MESSAGE_ID);
  if (kept.length === 0) return Buffer.concat([Buffer.from(`PUB ${subject} ${payload.length}\r\n`), payload, Buffer.from('\r\n')]);
  const headers = Buffer.from(`NATS/1.0\r\n${kept.map(({ line }) => `${line}\r\n`).join('')}\r\n`);
  const control = Buffer.from(`HPUB ${subject} ${headers.length} ${headers.length + payload.length}\r\n`);
  return Buffer.concat([control, headers, payload, Buffer.from('\r\n')]);
}

function headersOf({ raw, bodyStart, headerBytes }: Frame): { name: string; value: string; line: string }[] {
  const [_version, ...lines] = raw.toString('utf8', bodyStart, bodyStart + headerBytes).split('\r\n');
  return lines.filter(Boolean).map((line) => {
    const colon = line.indexOf(':');
    return { name: line.slice(0, colon).trim().toLowerCase(), value: line.slice(colon + 1).trim(), line };
  });
}
