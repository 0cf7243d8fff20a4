import { sql } from 'kysely';
import { keyFunctions } from './key-functions.ts';
import { type Migrations, migration } from './migrate.ts';

export function engineMigrations(schema: string): Migrations {
  const name = (table: string) => sql.table(`${schema}.${table}`);
  const outbox = name('doctype_outbox');
  return {
    '0001-engine': migration(
      sql`create table ${name('doctype_baking')} (
        id bigserial primary key,
        baked_at timestamptz(3) not null,
        doctype text not null,
        schema_hash text not null,
        statement text not null
      )`,
      // The answer is written in the same transaction, so that no other one sees it empty.
      sql`create table ${name('doctype_idempotency')} (
        tenant text not null,
        user_id text not null,
        key text not null,
        request_hash text not null,
        answer text,
        created_at timestamptz(3) not null,
        primary key (tenant, user_id, key)
      )`,
      sql`create table ${outbox} (
        id bigserial primary key,
        topic text not null,
        key text not null,
        payload jsonb not null,
        sender jsonb not null,
        state text not null default 'pending',
        attempts integer not null default 0,
        created_at timestamptz(3) not null,
        next_attempt_at timestamptz(3) not null,
        settled_at timestamptz(3),
        last_error text
      )`,
      sql`create index doctype_outbox_pending on ${outbox} (key, id) where state = 'pending'`,
    ),
    '0002-release': migration(sql`create table ${name('doctype_release')} (version text primary key, migrated_at timestamptz(3) not null)`),
    // `answered`: the last try whose outcome arrived, so that a fault counts once.
    '0003-transport': migration(
      sql`alter table ${outbox}
        add column faults integer not null default 0,
        add column answered integer not null default 0,
        add column claimed_by text,
        add column dispatched_at timestamptz(3),
        add column retried_after integer not null default 0,
        add column retried_by text,
        add column retried_at timestamptz(3)`,
      sql`drop index ${name('doctype_outbox_pending')}`,
      sql`create index doctype_outbox_due on ${outbox} (next_attempt_at, id) where state in ('pending', 'dispatched')`,
      sql`create index doctype_outbox_open on ${outbox} (key, id) where state <> 'delivered'`,
      sql`create index doctype_outbox_key on ${outbox} (key, id)`,
    ),
    '0004-dismissal': migration(
      sql`alter table ${outbox}
        add column dismissed_by text,
        add column dismissed_at timestamptz(3),
        add column dismissed_reason text`,
    ),
    // Documents of other domains that are being changed: `path` is how documents here name them, `item` or `item.uom`.
    '0005-holds': migration(sql`create table ${name('doctype_hold')} (
      path text not null,
      id text not null,
      token text not null,
      held_until timestamptz not null,
      primary key (path, id, token)
    )`),
    '0006-keys': migration(...keyFunctions(schema)),
    // A sequence does not give back what a rolled-back transaction drew. An older process that still runs fails without it, rather than give a number twice.
    '0007-series': migration(
      sql`create table ${name('doctype_series')} (name text primary key, last bigint not null)`,
      sql`do $$
        declare
          series record;
        begin
          for series in select sequencename as name, last_value as last from pg_sequences
            where schemaname = ${sql.lit(schema)} and sequencename like '%\_series' loop
            execute format('insert into %I.doctype_series values (%L, %L)', ${sql.lit(schema)}, series.name, coalesce(series.last, 0));
            execute format('drop sequence %I.%I', ${sql.lit(schema)}, series.name);
          end loop;
        end
      $$`,
    ),
  };
}
