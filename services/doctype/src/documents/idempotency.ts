import { createHash } from 'node:crypto';
import { Refusal } from '@business-m/protocols';
import { canonicalJson } from '../storage/doctype-storage.ts';
import type { Write } from '../transaction/runtime.ts';

/** Runs `work` once per `Idempotency-Key`: a repeated request gets the first answer, another one `idempotency-conflict`. */
export async function once<T>(write: Write, request: unknown, work: () => Promise<T>): Promise<T> {
  const { call, tx, now } = write;
  if (call.idempotencyKey === undefined) return work();
  const identity = { tenant: call.tenant, user_id: call.user, key: call.idempotencyKey };
  const requestHash = createHash('sha256').update(canonicalJson(request)).digest('hex');
  const claimed = await tx
    .insertInto('doctype_idempotency')
    .values({ ...identity, request_hash: requestHash, created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst();
  if (claimed) {
    const answer = await work();
    await tx
      .updateTable('doctype_idempotency')
      .set({ answer: JSON.stringify(answer) })
      .where((eb) => eb.and(identity))
      .execute();
    return answer;
  }
  const first = await tx
    .selectFrom('doctype_idempotency')
    .select(['request_hash', 'answer'])
    .where((eb) => eb.and(identity))
    .executeTakeFirstOrThrow();
  if (first.request_hash !== requestHash) {
    throw new Refusal('idempotency-conflict', 'This Idempotency-Key was used for another request already.');
  }
  return JSON.parse(first.answer as string) as T;
}
