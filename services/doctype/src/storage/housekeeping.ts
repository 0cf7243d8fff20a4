import type { Kysely } from 'kysely';
import type { AnyDatabase } from '../database/database-config.ts';

const DAY_MS = 86_400_000;
/** A client that repeats a request after a week has forgotten why. */
const IDEMPOTENCY_DAYS = 7;
const DELIVERED_DAYS = 30;

/** Forgets answers nobody asks for again and messages that arrived long ago; refused ones stay for people to see, dismissed ones as the record of who let them go. */
export async function tidy(db: Kysely<AnyDatabase>, now: Date): Promise<void> {
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);
  await db.deleteFrom('doctype_idempotency').where('created_at', '<', ago(IDEMPOTENCY_DAYS)).execute();
  await db.deleteFrom('doctype_outbox').where('state', '=', 'delivered').where('settled_at', '<', ago(DELIVERED_DAYS)).execute();
}
