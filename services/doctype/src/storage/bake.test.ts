import type { FieldMeta } from '@business-m/metadata';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AnyDatabase } from '../database/database-config.ts';
import { createDomainService } from '../domain-service.ts';
import { inProcessTransport } from '../testing/in-process-transport.ts';
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { bake } from './bake.ts';
import { storedDocType } from './doctype-storage.ts';

let database: TestDatabase;
let db: Kysely<AnyDatabase>;
beforeAll(async () => {
  database = await openTestDatabase();
  db = database.db;
});
beforeEach(async () => {
  await sql`drop schema if exists s cascade`.execute(db);
  const nothing = { scope: 's', version: '1', docTypes: [], migrations: () => ({}) };
  await createDomainService(nothing, { db, references: { resolve: async () => [] }, transport: inProcessTransport({}) }).migrate();
});
afterAll(() => database.close());

const code: FieldMeta = { name: 'code', label: 'Code', type: 'text', required: true };
const boxWith = (...fields: FieldMeta[]) =>
  storedDocType({
    doctype: 'big-box',
    label: 'Box',
    labelPlural: 'Boxes',
    submittable: true,
    naming: { by: 'series', prefix: 'B-' },
    defaultSort: 'code',
    fields: [code, ...fields],
    layout: [],
    permissions: [],
  });
const bakeFields = (...fields: FieldMeta[]) =>
  db.transaction().execute((tx) => bake(tx, 's', [boxWith(...fields)], new Date('2026-01-01')));

async function columns(table: string): Promise<Record<string, string>> {
  const { rows } = await sql<{ name: string; type: string }>`
    select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
    where attrelid = ${`s.${table}`}::regclass and attnum > 0 order by attnum`.execute(db);
  return Object.fromEntries(rows.map((row) => [row.name, row.type]));
}

const everyType: FieldMeta[] = [
  { name: 'a_long', label: 'A', type: 'longtext' },
  { name: 'an_int', label: 'A', type: 'int' },
  { name: 'a_bool', label: 'A', type: 'bool' },
  { name: 'a_decimal', label: 'A', type: 'decimal' },
  { name: 'a_scaled', label: 'A', type: 'decimal', scale: 3 },
  { name: 'a_money', label: 'A', type: 'money' },
  { name: 'a_date', label: 'A', type: 'date' },
  { name: 'a_time', label: 'A', type: 'datetime' },
  { name: 'a_choice', label: 'A', type: 'select', options: [{ value: 'x', label: 'X' }] },
  { name: 'a_link', label: 'A', type: 'link', to: 'big-box' },
  { name: 'rows', label: 'Rows', type: 'table', fields: [{ name: 'qty', label: 'Qty', type: 'decimal' }] },
];

test('creates a typed column for every field and a table for every table field', async () => {
  await bakeFields(...everyType);
  expect(await columns('big_box')).toMatchObject({
    id: 'text',
    revision: 'bigint',
    created_at: 'timestamp(3) with time zone',
    an_int: 'bigint',
    a_bool: 'boolean',
    a_decimal: 'numeric',
    a_scaled: 'numeric(19,3)',
    a_money: 'numeric(18,2)',
    a_date: 'date',
    a_time: 'timestamp(3) with time zone',
    a_link: 'text',
  });
  expect(await columns('big_box_rows')).toEqual({ parent: 'text', idx: 'integer', qty: 'numeric' });
});

test('changes nothing at the second start', async () => {
  expect(await bakeFields(...everyType)).not.toEqual([]);
  expect(await bakeFields(...everyType)).toEqual([]);
});

test('adds new fields and records the change', async () => {
  await bakeFields();
  await sql`insert into s.big_box (id, status, revision, created_at, created_by, modified_at, modified_by, code) values ('B', 'draft', 1, now(), 'x', now(), 'x', 'b')`.execute(
    db,
  );
  const done = await bakeFields(
    { name: 'open', label: 'Open', type: 'bool' },
    { name: 'price', label: 'Price', type: 'money', unique: true },
  );
  expect(done).toHaveLength(3);
  const { rows } = await sql`select open, price from s.big_box`.execute(db);
  expect(rows).toEqual([{ open: false, price: null }]);
  const recorded = await db.selectFrom('s.doctype_baking').selectAll().orderBy('id').execute();
  expect(recorded.slice(-3).map((row) => row.statement)).toEqual(done);
  expect(recorded.at(-1)).toMatchObject({ doctype: 'big-box', schema_hash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) });
});

test('keeps the column of a removed field, and widens numbers but never narrows them', async () => {
  await bakeFields({ name: 'price', label: 'Price', type: 'money' });
  await bakeFields({ name: 'price', label: 'Price', type: 'money', scale: 4 });
  expect(await columns('big_box')).toMatchObject({ price: 'numeric(20,4)' });
  await bakeFields({ name: 'price', label: 'Price', type: 'money' });
  await bakeFields();
  expect(await columns('big_box')).toMatchObject({ price: 'numeric(20,4)' });
});

test('refuses another type and rolls back the whole start', async () => {
  await bakeFields({ name: 'price', label: 'Price', type: 'money' });
  await expect(
    bakeFields({ name: 'extra', label: 'Extra', type: 'text' }, { name: 'price', label: 'Price', type: 'date' }),
  ).rejects.toThrow('s.big_box.price is numeric(18,2) in the database and date in its declaration');
  expect(await columns('big_box')).not.toHaveProperty('extra');
});

const insert = (id: string, status: string, code: string | null) =>
  sql`insert into s.big_box (id, status, revision, created_at, created_by, modified_at, modified_by, code)
    values (${id}, ${status}, 1, now(), 'x', now(), 'x', ${code})`.execute(db);
const withoutGuards = async () => {
  const { rows } = await sql<{ name: string }>`select conname as name from pg_constraint
    where conrelid = 's.big_box'::regclass and contype = 'c'`.execute(db);
  for (const { name } of rows) await sql`alter table s.big_box drop constraint ${sql.id(name)}`.execute(db);
};

test('guards the tables of an earlier version, whose drafts may be incomplete', async () => {
  await bakeFields();
  await withoutGuards();
  await insert('B-1', 'draft', null);
  await insert('B-2', 'submitted', 'whole');
  expect(await bakeFields()).toEqual([expect.stringContaining('add constraint "needed_code_')]);
  await expect(insert('B-3', 'submitted', null)).rejects.toMatchObject({ code: '23514' });
  await expect(sql`update s.big_box set status = 'submitted' where id = 'B-1'`.execute(db)).rejects.toMatchObject({ code: '23514' });
});

test('names what submitted documents of an earlier version lack', async () => {
  await bakeFields();
  await withoutGuards();
  await insert('B-1', 'cancelled', null);
  await expect(bakeFields()).rejects.toThrow('Boxes in “s” that are submitted lack “code”, which their declaration requires');
});

test('a demand that changed replaces the one before, on columns and rows', async () => {
  const size = (more: Partial<FieldMeta>): FieldMeta => ({ name: 'size', label: 'Size', type: 'int', ...more });
  const rows = (more: Partial<FieldMeta>): FieldMeta => ({ name: 'rows', label: 'Rows', type: 'table', fields: [size(more)] });
  const guards = async () =>
    (
      await sql<{ name: string }>`select conname as name from pg_constraint where connamespace = 's'::regnamespace and contype = 'c'
        union all select tgname from pg_trigger t join pg_class c on c.oid = tgrelid where relnamespace = 's'::regnamespace and not tgisinternal`.execute(
        db,
      )
    ).rows
      .map(({ name }) => name.replace(/_[0-9a-f]{8}/, ''))
      .toSorted();
  await bakeFields(size({ required: true }), rows({ required: true }));
  expect(await guards()).toEqual(['needed_code', 'needed_rows', 'needed_rows', 'needed_rows_u', 'needed_size']);
  const changed = await bakeFields(size({ requiredWhen: { eq: ['code', "it's"] } }), rows({ required: true }));
  expect(changed).toHaveLength(2);
  expect(await bakeFields(size({ requiredWhen: { eq: ['code', "it's"] } }), rows({ required: true }))).toEqual([]);
  await bakeFields(size({}), rows({}));
  expect(await guards()).toEqual(['needed_code']);
});

test('refuses a query outside the current transaction instead of waiting', async () => {
  const { insideTransaction } = await import('../database/run-transaction.ts');
  const nested = db.transaction().execute(() => insideTransaction(() => sql`select 1`.execute(db)));
  await expect(nested).rejects.toThrow('only its `tx` may be used');
  expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
});

test('reads numbers in range as numbers and others as text', async () => {
  const { rows } =
    await sql`select 9007199254740991::int8 as i, 1.50::numeric as n, date '2026-01-31' as d, timestamptz '2026-01-31 10:30+01' as t`.execute(
      db,
    );
  expect(rows).toEqual([{ i: 9007199254740991, n: '1.50', d: '2026-01-31', t: '2026-01-31T09:30:00.000Z' }]);
  await expect(sql`select 9007199254740993::int8 as i`.execute(db)).rejects.toThrow('beyond what a number holds exactly');
});

test('keeps documents that share a name already, and refuses further ones', async () => {
  const named = storedDocType({ ...boxWith().declaration, submittable: false, naming: { by: 'field', field: 'code' } });
  const bakeNamed = () => db.transaction().execute((tx) => bake(tx, 's', [named], new Date('2026-01-01')));
  await bakeNamed();
  await sql`drop index s.big_box_id_name`.execute(db);
  const insert = (id: string, day: string) =>
    sql`
    insert into s.big_box (id, status, revision, created_at, created_by, modified_at, modified_by, code)
    values (${id}, 'saved', 1, ${day}::timestamptz, 'a', ${day}::timestamptz, 'a', ${id})`.execute(db);
  await insert('bolt 8', '2026-01-02');
  await insert('BOLT 8', '2026-01-01');
  await insert('Nut', '2026-01-01');
  await bakeNamed();
  const { rows } = await sql<{ id: string }>`select id from s.big_box where named_twice order by id`.execute(db);
  expect(rows).toEqual([{ id: 'bolt 8' }]);
  await expect(insert('Bolt８', '2026-01-03')).rejects.toMatchObject({ constraint: 'big_box_id_name' });
  expect(await bakeNamed()).toEqual([]);
});
