import { thrownSchema } from '@business-m/contract';
import { z } from 'zod';
import { ReleaseSample } from './release-sample.ts';

const second = z.int().nonnegative();
const failure = z.string().max(64);
/** hash, seen, failed, slow, failures */
const usersSchema = z.array(z.tuple([z.string().max(16), second, second, second, z.array(z.tuple([failure, second])).max(5)])).max(5_000);
/** Without anything thrown, the users alone, as gateways wrote it before there were such reports. */
const wireSchema = z.union([
  usersSchema.transform((users) => ({ users, thrown: [] })),
  z.object({ users: usersSchema, thrown: z.array(z.tuple([failure, thrownSchema])).max(20) }),
]);

type Row = z.infer<typeof usersSchema>[number];

export function toWire({ users, thrown }: Pick<ReleaseSample, 'users' | 'thrown'>): string {
  const rows = [...users].map(([user, { seenS, failedS, slowS, failures }]): Row => [user, seenS, failedS, slowS, [...failures]]);
  return JSON.stringify(thrown.size === 0 ? rows : { users: rows, thrown: [...thrown] });
}

/** Null for what another version of the gateway wrote in a way that this one does not know. */
export function fromWire(bytes: Uint8Array): ReleaseSample | null {
  try {
    const { users, thrown } = wireSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
    const sample = new ReleaseSample(Number.POSITIVE_INFINITY);
    for (const [user, seenS, failedS, slowS, failures] of users)
      sample.users.set(user, { seenS, failedS, slowS, failures: new Map(failures) });
    for (const [name, described] of thrown) sample.describe(name, described);
    return sample;
  } catch {
    return null;
  }
}
