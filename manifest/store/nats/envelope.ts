import { gunzipSync, gzipSync } from 'node:zlib';
import { type Revision, revisionSchema } from '@business-m/contract';
import { z } from 'zod/mini';
import { jsonOrNull } from '../parse-json.ts';

/** A revision as it lies in the bucket. Its number is the sequence that the server gave it. `id` tells a writer its own from another's. */
const envelopeSchema = z.extend(z.omit(revisionSchema, { number: true }), { id: z.string() });
export type Envelope = z.infer<typeof envelopeSchema>;

/** A server takes messages of up to 1 MB, and a document may be nearly as long by itself. */
const PLAIN_BYTES = 262_144;
/** This store writes nothing that unpacks to more. */
const UNPACKED_BYTES = 8 * 1_048_576;
const GZIP = 0x1f;

export function pack(envelope: Envelope): Uint8Array {
  const bytes = Buffer.from(JSON.stringify(envelope));
  return bytes.byteLength > PLAIN_BYTES ? gzipSync(bytes) : bytes;
}

export type Unpacked = ReturnType<typeof unpack>;

/** What was not written by this store, such as a bare document put there with `nats kv put`, is a text without an author. */
export function unpack(bytes: Uint8Array, number: number, time: Date): { revision: Revision; id: string | null } {
  const text = readText(bytes);
  const parsed = envelopeSchema.safeParse(jsonOrNull(text));
  if (parsed.success) {
    const { id, ...revision } = parsed.data;
    return { revision: { number, ...revision }, id };
  }
  const author = { id: 'bucket', name: 'put into the bucket by hand' };
  return { revision: { number, parent: null, author, reason: 'Put into the bucket by hand', time: time.toISOString(), text }, id: null };
}

function readText(bytes: Uint8Array): string {
  try {
    return (bytes[0] === GZIP ? gunzipSync(bytes, { maxOutputLength: UNPACKED_BYTES }) : Buffer.from(bytes)).toString('utf8');
  } catch {
    return '';
  }
}
