import { z } from 'zod';
import type { UserRecord } from './release-sample.ts';

const second = z.int().nonnegative();
/** hash, seen, failed, slow, failures */
const wireSchema = z
  .array(z.tuple([z.string().max(16), second, second, second, z.array(z.tuple([z.string().max(64), second])).max(5)]))
  .max(5_000);

type Row = z.infer<typeof wireSchema>[number];

export function toWire(users: ReadonlyMap<string, UserRecord>): string {
  const rowOf = ([user, { seenS, failedS, slowS, failures }]: [string, UserRecord]): Row => [user, seenS, failedS, slowS, [...failures]];
  return JSON.stringify([...users].map(rowOf));
}

/** Null for what another version of the gateway wrote in a way that this one does not know. */
export function fromWire(bytes: Uint8Array): Map<string, UserRecord> | null {
  try {
    const rows = wireSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
    return new Map(rows.map(([user, seenS, failedS, slowS, failures]) => [user, { seenS, failedS, slowS, failures: new Map(failures) }]));
  } catch {
    return null;
  }
}
