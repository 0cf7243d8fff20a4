import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The engine's own tables in each domain's schema. */
export const engineMigrations: Record<string, Migration> = {
  '0001-engine': {
    async up(db) {
      await db.schema
        .createTable('doctype_baking')
        .addColumn('id', 'bigserial', (column) => column.primaryKey())
        .addColumn('baked_at', 'timestamptz(3)', (column) => column.notNull())
        .addColumn('doctype', 'text', (column) => column.notNull())
        .addColumn('schema_hash', 'text', (column) => column.notNull())
        .addColumn('statement', 'text', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('doctype_idempotency')
        .addColumn('tenant', 'text', (column) => column.notNull())
        .addColumn('user_id', 'text', (column) => column.notNull())
        .addColumn('key', 'text', (column) => column.notNull())
        .addColumn('request_hash', 'text', (column) => column.notNull())
        // Written in the same transaction: nobody else ever sees it empty.
        .addColumn('answer', 'text')
        .addColumn('created_at', 'timestamptz(3)', (column) => column.notNull())
        .addPrimaryKeyConstraint('doctype_idempotency_pkey', ['tenant', 'user_id', 'key'])
        .execute();
      await db.schema
        .createTable('doctype_outbox')
        .addColumn('id', 'bigserial', (column) => column.primaryKey())
        .addColumn('topic', 'text', (column) => column.notNull())
        .addColumn('key', 'text', (column) => column.notNull())
        .addColumn('payload', 'jsonb', (column) => column.notNull())
        .addColumn('sender', 'jsonb', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull().defaultTo('pending'))
        .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
        .addColumn('created_at', 'timestamptz(3)', (column) => column.notNull())
        .addColumn('next_attempt_at', 'timestamptz(3)', (column) => column.notNull())
        .addColumn('settled_at', 'timestamptz(3)')
        .addColumn('last_error', 'text')
        .execute();
      await db.schema
        .createIndex('doctype_outbox_pending')
        .on('doctype_outbox')
        .columns(['key', 'id'])
        .where(sql.ref('state'), '=', 'pending')
        .execute();
    },
  },
  '0002-release': {
    async up(db) {
      await db.schema
        .createTable('doctype_release')
        .addColumn('version', 'text', (column) => column.primaryKey())
        .addColumn('migrated_at', 'timestamptz(3)', (column) => column.notNull())
        .execute();
    },
  },
  // The outbox hands over to a transport and hears later how it ended; what nobody can deliver is a dead letter.
  '0003-transport': {
    async up(db) {
      await db.schema
        .alterTable('doctype_outbox')
        .addColumn('faults', 'integer', (column) => column.notNull().defaultTo(0))
        // The last try whose end was heard of, so that a fault counts once.
        .addColumn('answered', 'integer', (column) => column.notNull().defaultTo(0))
        .addColumn('claimed_by', 'text')
        .addColumn('dispatched_at', 'timestamptz(3)')
        .addColumn('retried_after', 'integer', (column) => column.notNull().defaultTo(0))
        .addColumn('retried_by', 'text')
        .addColumn('retried_at', 'timestamptz(3)')
        .execute();
      await db.schema.dropIndex('doctype_outbox_pending').execute();
      await db.schema
        .createIndex('doctype_outbox_due')
        .on('doctype_outbox')
        .columns(['next_attempt_at', 'id'])
        .where(sql<boolean>`state in ('pending', 'dispatched')`)
        .execute();
      await db.schema
        .createIndex('doctype_outbox_open')
        .on('doctype_outbox')
        .columns(['key', 'id'])
        .where(sql.ref('state'), '<>', sql.lit('delivered'))
        .execute();
      await db.schema.createIndex('doctype_outbox_key').on('doctype_outbox').columns(['key', 'id']).execute();
    },
  },
  // Dead letters that need not arrive any more are let go; who did it and why is kept.
  '0004-dismissal': {
    async up(db) {
      await db.schema
        .alterTable('doctype_outbox')
        .addColumn('dismissed_by', 'text')
        .addColumn('dismissed_at', 'timestamptz(3)')
        .addColumn('dismissed_reason', 'text')
        .execute();
    },
  },
};
