/** Of a control line; the INFO of a large cluster has a few thousand bytes. */
const CONTROL_BYTES_MAX = 64 * 1024;
/** What a NATS server allows at most. */
const PAYLOAD_BYTES_MAX = 64 * 1024 * 1024;
const CRLF = '\r\n';
const payloadVerbs = new Set(['PUB', 'HPUB', 'MSG', 'HMSG']);
const headerVerbs = new Set(['HPUB', 'HMSG']);

/** One message of the NATS client protocol, as it stood on the wire: https://docs.nats.io/reference/reference-protocols/nats-protocol */
export interface Frame {
  verb: string;
  args: readonly string[];
  /** All of it, with its line ends. */
  raw: Buffer;
  /** Where headers and payload begin in `raw`. */
  bodyStart: number;
  /** Of the headers, at the beginning of the body. */
  headerBytes: number;
}

/** The bytes of a stream are not NATS; those that follow cannot be read either. */
export class NotNats extends Error {
  override name = 'NotNats';
}

/** Cuts a stream into whole frames, whatever pieces it arrives in; an incomplete frame waits for the next piece. */
export function createFrameReader(): (chunk: Buffer) => Frame[] {
  let kept: Buffer[] = [];
  let keptBytes = 0;
  let neededBytes = 1;

  return function read(chunk) {
    kept.push(chunk);
    keptBytes += chunk.length;
    // A large payload arrives in many pieces: they are put together once.
    if (keptBytes < neededBytes) return [];
    const buffer = kept.length === 1 ? chunk : Buffer.concat(kept, keptBytes);
    const frames: Frame[] = [];
    let start = 0;
    for (let found = readFrame(buffer, start); ; found = readFrame(buffer, start)) {
      if (typeof found === 'number') {
        neededBytes = found;
        break;
      }
      frames.push(found);
      start += found.raw.length;
    }
    kept = start === buffer.length ? [] : [buffer.subarray(start)];
    keptBytes = buffer.length - start;
    return frames;
  };
}

/** The frame that begins at `start`, or how many bytes from there are needed to go on. */
function readFrame(buffer: Buffer, start: number): Frame | number {
  const end = buffer.indexOf(CRLF, start);
  const available = buffer.length - start;
  if ((end === -1 ? available : end - start) > CONTROL_BYTES_MAX) throw new NotNats('a control line is too long');
  if (end === -1) return available + 1;
  const [word = '', ...args] = buffer.toString('utf8', start, end).split(/[ \t]+/);
  const verb = word.toUpperCase();
  const bodyStart = end + CRLF.length - start;
  if (!payloadVerbs.has(verb)) return { verb, args, raw: buffer.subarray(start, start + bodyStart), bodyStart, headerBytes: 0 };

  const bodyBytes = readSize(args.at(-1));
  const headerBytes = headerVerbs.has(verb) ? readSize(args.at(-2)) : 0;
  const frameBytes = bodyStart + bodyBytes + CRLF.length;
  if (available < frameBytes) return frameBytes;
  const raw = buffer.subarray(start, start + frameBytes);
  if (headerBytes > bodyBytes || raw.toString('latin1', frameBytes - CRLF.length) !== CRLF) throw new NotNats(`a ${verb} has another size`);
  return { verb, args, raw, bodyStart, headerBytes };
}

function readSize(text: string | undefined): number {
  const size = text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(size <= PAYLOAD_BYTES_MAX)) throw new NotNats(`“${text}” is no size`);
  return size;
}
