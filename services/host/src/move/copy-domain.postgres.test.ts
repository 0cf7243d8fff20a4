import { openTestPGlite, openTestPostgres } from '@business-m/doctype/testing';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import type { Place } from '../tables/schema-shape.ts';
import { expectDomain, expectNoMore, settleIn } from './arrival.ts';
import { copyDomain } from './copy-domain.ts';
import { readHome } from './domain-home.ts';
import { lowerFence, raiseFence } from './fence.ts';

const MOVE = 'move-1';

/** A schema with everything that is hard to carry: wide numbers, exact scales, moments, JSON, nulls, generated and ordered columns. */
async function createShop({ db, schema }: Place, columnsSwapped = false): Promise<void> {
  const table = (name: string) => sql.table(`${schema}.${name}`);
  await sql`create schema ${sql.id(schema)}`.execute(db);
  await sql`create table ${table('engine_migration')} (name text primary key)`.execute(db);
  await sql`insert into ${table('engine_migration')} values ('0001-engine')`.execute(db);
  await sql`create table ${table('doctype_baking')} (id bigserial primary key, statement text)`.execute(db);
  await sql`create sequence ${table('order_series')}`.execute(db);
  await sql`create table ${table('shelf')} (id text primary key, parent text references ${table('shelf')})`.execute(db);
  const [first, second] = columnsSwapped ? [sql`note text`, sql`price numeric(18, 2)`] : [sql`price numeric(18, 2)`, sql`note text`];
  await sql`create table ${table('a_line')} (
    id bigint generated always as identity primary key, ${first}, ${second}, shelf text references ${table('shelf')}, factor numeric, big bigint,
    at timestamptz, day date, payload jsonb, ratio double precision, raw bytea, flag boolean, tags text[],
    doubled numeric generated always as (factor * 2) stored
  )`.execute(db);
  await sql`create function ${sql.id(schema, 'refuse')}() returns trigger language plpgsql as $$ begin raise exception 'append-only'; end $$`.execute(
    db,
  );
  await sql`create trigger append_only before update or delete or truncate on ${table('a_line')}
    for each statement execute function ${sql.id(schema, 'refuse')}()`.execute(db);
}

async function fillShop({ db, schema }: Place, lines: number): Promise<void> {
  const table = (name: string) => sql.table(`${schema}.${name}`);
  await sql`insert into ${table('shelf')} values ('root', null), ('a', 'root'), ('Ünïcode “q”', 'a')`.execute(db);
  await sql`insert into ${table('a_line')} (price, note, shelf, factor, big, at, day, payload, ratio, raw, flag, tags)
    select n * 1.01, 'line ' || n || E'\\n\\t"\\\\' || chr(8364), 'a', (n || '.1234567890123456789')::numeric, 9007199254740993 + n,
      '2026-11-21T10:00:00.123456Z'::timestamptz + n * interval '1 second', '2026-01-01'::date + n % 300,
      jsonb_build_object('amount', '1.10'::numeric, 'big', 12345678901234567890, 'text', repeat('x', n % 3000)), n / 3.0, '\\xdeadbeef', n % 2 = 0, array['a', 'b,c']
    from generate_series(1, ${lines}) as n`.execute(db);
  await sql`insert into ${table('a_line')} (price) values (null)`.execute(db);
  await sql`select setval(${`${schema}.order_series`}, 41)`.execute(db);
}

async function setUp(engine: 'pglite' | 'postgres', lines = 2_000) {
  const target = await openTestPostgres();
  onTestFinished(() => target.close());
  const from = engine === 'pglite' ? await openTestPGlite() : await openTestPostgres();
  onTestFinished(() => from.close());
  const source: Place = { db: from.db, schema: 'shop' };
  const place: Place = { db: target.db, schema: 'shop' };
  await createShop(source);
  await createShop(place, true);
  await fillShop(source, lines);
  await raiseFence(source, 'shop', { state: 'leaving', move: MOVE });
  await expectDomain(place, 'shop', MOVE);
  return { source, target: place, copy: () => copyDomain({ scope: 'shop', move: MOVE, source, target: place }) };
}

const dump = async ({ db }: Place) =>
  (
    await sql`select id, price, note, shelf, factor, big::text, at::text, day::text, payload::text, ratio::text, encode(raw, 'hex') as raw, flag, tags::text, doubled
      from shop.a_line order by id`.execute(db)
  ).rows;

test.each(['pglite', 'postgres'] as const)(
  'copies every row and number from %s exactly and continues numbering',
  async (engine) => {
    const { source, target, copy } = await setUp(engine);
    const checksums = await copy();
    expect(checksums.a_line).toMatchObject({ rows: 2001, sums: { price: '2021010.00' } });
    expect(checksums.shelf?.rows).toBe(3);
    await sql`set time zone 'UTC'`.execute(source.db);
    expect(await dump(target)).toEqual(await dump(source));
    await settleIn(target, 'shop', MOVE);
    const { rows } = await sql<{ id: number; next: number }>`
    insert into shop.a_line (note) values ('new') returning id, nextval('shop.order_series')::int as next`.execute(target.db);
    expect(rows[0]).toMatchObject({ id: 2002, next: 42 });
    // What guards the ledger guards it there too.
    await expect(sql`delete from shop.a_line`.execute(target.db)).rejects.toThrow('append-only');
    await expect(sql`insert into shop.a_line (shelf) values ('nowhere')`.execute(target.db)).rejects.toThrow('foreign key');
    // PGlite takes its time to open where many tests run at once.
  },
  180_000,
);

test('replaces an earlier copy', async () => {
  const { target, copy } = await setUp('postgres', 50);
  const first = await copy();
  expect(await copy()).toEqual(first);
  expect(await dump(target)).toHaveLength(51);
});

test('detects one changed digit and removes the copy', async () => {
  const { target, copy } = await setUp('postgres', 50);
  await sql`create rule spoil as on insert to shop.a_line do also update shop.a_line set factor = factor + 0.0000000001 where id = 7`.execute(
    target.db,
  );
  await expect(copy()).rejects.toThrow(/a_line arrived otherwise than it left/);
  expect(await dump(target)).toEqual([]);
});

test('copies only into the target of this move and can be aborted', async () => {
  const { source, target } = await setUp('postgres', 50);
  const copy = (move: string, signal?: AbortSignal) => copyDomain({ scope: 'shop', move, source, target, ...(signal && { signal }) });
  await expect(copy('another')).rejects.toMatchObject({ code: 'wrong-database' });
  const giveUp = new AbortController();
  giveUp.abort(new Error('given up'));
  await expect(copy(MOVE, giveUp.signal)).rejects.toThrow('given up');
  expect(await dump(target)).toEqual([]);
});

test('refuses a target of another build', async () => {
  const { target, copy } = await setUp('postgres', 1);
  await sql`alter table shop.a_line add column extra text`.execute(target.db);
  await expect(copy()).rejects.toMatchObject({ code: 'schema-differs', message: expect.stringContaining('a_line.extra (text)') });
  await sql`alter table shop.a_line drop column extra, drop column big`.execute(target.db);
  await expect(copy()).rejects.toMatchObject({ code: 'schema-differs', message: expect.stringContaining('a_line.big (bigint)') });
});

test('accepts only an empty database and leaves it empty after an undo', async () => {
  const { source, target, copy } = await setUp('postgres', 20);
  await copy();
  await expectNoMore(target, 'shop', MOVE);
  expect(await dump(target)).toEqual([]);
  expect(await readHome(target.db, 'shop')).toMatchObject({ state: 'home', move: null });
  await fillShop(target, 1);
  await expect(expectDomain(target, 'shop', 'move-2')).rejects.toMatchObject({ code: 'not-empty' });
  await expect(expectDomain(source, 'shop', 'move-2')).rejects.toMatchObject({ code: 'other-move' });
});

test('waits for running writers and blocks writes until the fence is removed', async () => {
  const database = await openTestPostgres();
  onTestFinished(() => database.close());
  const place: Place = { db: database.db, schema: 'shop' };
  await createShop(place);
  const writer = await place.db.startTransaction().execute();
  await sql`insert into shop.shelf values ('late', null)`.execute(writer);
  const fenced = raiseFence(place, 'shop', { state: 'leaving', move: MOVE });
  await writer.commit().execute();
  await fenced;
  for (const write of [
    sql`insert into shop.shelf values ('x', null)`,
    sql`update shop.shelf set parent = null`,
    sql`delete from shop.shelf`,
    sql`truncate shop.a_line`,
  ])
    await expect(write.execute(place.db)).rejects.toThrow(/read-only|fenced|append-only/);
  expect(await readHome(place.db, 'shop')).toMatchObject({ state: 'leaving', move: MOVE });
  await raiseFence(place, 'shop', { state: 'leaving', move: MOVE });
  await lowerFence(place, 'shop', { state: 'home', move: null });
  await sql`insert into shop.shelf values ('again', null)`.execute(place.db);
  const { rows } = await sql<{ id: string }>`select id from shop.shelf order by id`.execute(place.db);
  expect(rows.map(({ id }) => id)).toEqual(['again', 'late']);
});
