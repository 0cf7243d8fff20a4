import type { Kysely } from 'kysely';
import type { AnyDatabase } from '../database/database-config.ts';
import type { DocumentContext, OutboxMessage } from '../declaration.ts';
import type { Domain } from '../domain.ts';

/** A domain that is an outbox and writes down, in the same transaction, what it hears of its messages: to test the relay with. */
export function probeDomain(): Domain {
  const hear =
    (what: string) =>
    async ({ key, payload }: OutboxMessage, context: DocumentContext) => {
      await context.tx
        .insertInto('heard')
        .values({ line: `${key} ${(payload as { n: number }).n} ${what}` })
        .execute();
    };
  return {
    scope: 'probe',
    version: '1',
    docTypes: [],
    migrations: () => ({
      '0001-heard': {
        async up(db) {
          await db.schema
            .createTable('heard')
            .addColumn('id', 'bigserial', (column) => column.primaryKey())
            .addColumn('line', 'text', (column) => column.notNull())
            .execute();
        },
      },
    }),
    deliveries: {
      probe: {
        onDelivered: (message, context) => hear('delivered')(message, context),
        onRefused: (message, _refusal, context) => hear('refused')(message, context),
        onDead: (message, _reason, context) => hear('dead')(message, context),
        onRetried: hear('retried'),
      },
    },
  };
}

/** Writes messages into its outbox: `key` and number. */
export async function sendProbes(
  db: Kysely<AnyDatabase>,
  messages: readonly (readonly [key: string, n: number])[],
  now: Date,
): Promise<void> {
  const sender = JSON.stringify({ tenant: 'demo', user: 'test@example.com', roles: [], trace: 'test' });
  await db
    .insertInto('probe.doctype_outbox')
    .values(
      messages.map(([key, n]) => ({ topic: 'probe', key, payload: JSON.stringify({ n }), sender, created_at: now, next_attempt_at: now })),
    )
    .execute();
}

/** What was heard, in the order of the transactions: `a 1 delivered`. */
export async function heardOf(db: Kysely<AnyDatabase>): Promise<string[]> {
  const rows = await db.selectFrom('probe.heard').select('line').orderBy('id').execute();
  return rows.map(({ line }) => line);
}

/** How the messages stand, in the order they were written: `a 1 pending`. */
export async function probesOf(db: Kysely<AnyDatabase>): Promise<string[]> {
  const rows = await db.selectFrom('probe.doctype_outbox').select(['key', 'payload', 'state']).orderBy('id').execute();
  return rows.map(({ key, payload, state }) => `${key} ${payload.n} ${state}`);
}
