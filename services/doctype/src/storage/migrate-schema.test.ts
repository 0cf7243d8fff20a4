import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AnyDatabase } from '../database/database-config.ts';
import { openDatabase } from '../database/open-database.ts';
import type { Domain } from '../domain.ts';
import { createDomainService } from '../domain-service.ts';
import { inProcessTransport } from '../testing/in-process-transport.ts';
import { libraryDomain } from '../testing/sample-domain.ts';
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts';

let database: TestDatabase;
let db: Kysely<AnyDatabase>;
beforeAll(async () => {
  database = await openTestDatabase();
  db = database.db;
});
afterAll(() => database.close());
beforeEach(async () => {
  await sql`drop schema if exists books cascade`.execute(db);
});

const serviceOf = (changes: Partial<Domain> = {}, on = db) =>
  createDomainService(
    { ...libraryDomain(), ...changes },
    { db: on, schema: 'books', references: { resolve: async () => [] }, transport: inProcessTransport({}) },
  );

const shelves = (schema: string): Migration => ({
  up: (tx) => tx.schema.withSchema(schema).createTable('dust').addColumn('id', 'integer').execute(),
});
const broken = (schema: string): Migration => ({
  async up(tx) {
    await tx.schema.withSchema(schema).createTable('half').addColumn('id', 'integer').execute();
    await sql`select 1 / 0`.execute(tx);
  },
});

const tables = async () =>
  (await sql<{ name: string }>`select table_name as name from information_schema.tables where table_schema = 'books'`.execute(db)).rows.map(
    ({ name }) => name,
  );

test('reports an empty database as behind and a migrated one as current', async () => {
  const service = serviceOf();
  expect(await service.schemaState()).toMatchObject({ state: 'behind', detail: expect.stringContaining('npm run migrate') });
  await service.migrate();
  expect(await service.schemaState()).toEqual({ state: 'current', detail: 'The schema “books” is up to date.' });
  const before = await sql`select * from books.doctype_baking`.execute(db);
  await service.migrate();
  expect(await sql`select * from books.doctype_baking`.execute(db)).toEqual(before);
});

test('reports a schema as behind after a new migration or field', async () => {
  await serviceOf().migrate();
  const migrations = (schema: string) => ({ '0001-dust': shelves(schema) });
  expect(await serviceOf({ migrations }).schemaState()).toMatchObject({ state: 'behind', detail: expect.stringContaining('0001-dust') });
  const [shelf, ...others] = libraryDomain().docTypes;
  if (!shelf) throw new Error('no shelf');
  const docTypes = [{ ...shelf, fields: [...shelf.fields, { name: 'colour', label: 'Colour', type: 'text' as const }] }, ...others];
  expect(await serviceOf({ docTypes }).schemaState()).toMatchObject({ state: 'behind', detail: expect.stringContaining('2 statements') });
});

test('leaves a database with an unknown migration unchanged', async () => {
  await serviceOf({ migrations: (schema) => ({ '0001-dust': shelves(schema) }) }).migrate();
  const old = serviceOf();
  expect(await old.schemaState()).toMatchObject({ state: 'newer', detail: expect.stringContaining('0001-dust') });
  await expect(old.migrate()).rejects.toThrow('which this build does not know');
});

test('reports a database of a later version as newer, and of an earlier one as not', async () => {
  await serviceOf({ version: '1.9.0' }).migrate();
  await serviceOf({ version: '1.10.0' }).migrate();
  expect(await serviceOf({ version: '1.9.3' }).schemaState()).toMatchObject({ state: 'newer', detail: expect.stringContaining('1.10.0') });
  await expect(serviceOf({ version: '1.9.3' }).migrate()).rejects.toThrow('brought up to date by version 1.10.0');
  expect(await serviceOf({ version: '1.11.0' }).schemaState()).toMatchObject({ state: 'current' });
});

test('rolls back every migration when one fails, and names it', async () => {
  const service = serviceOf({ migrations: (schema) => ({ '0001-dust': shelves(schema), '0002-broken': broken(schema) }) });
  await expect(service.migrate()).rejects.toThrow('the migration 0002-broken of books failed: division by zero');
  expect(await tables()).toEqual([]);
  await serviceOf({ migrations: (schema) => ({ '0001-dust': shelves(schema) }) }).migrate();
  const before = (await tables()).toSorted();
  await expect(service.migrate()).rejects.toThrow('0002-broken');
  expect((await tables()).toSorted()).toEqual(before);
});

test('changes the type of a field only by a migration', async () => {
  await serviceOf().migrate();
  const [shelf, ...others] = libraryDomain().docTypes;
  if (!shelf) throw new Error('no shelf');
  const fields = shelf.fields.map((field) => (field.name === 'title' ? { ...field, type: 'int' as const } : field));
  const changed = { docTypes: [{ ...shelf, fields }, ...others] };
  expect(await serviceOf(changed).schemaState()).toMatchObject({ state: 'behind', detail: expect.stringContaining('books.shelf.title') });
  await expect(serviceOf(changed).migrate()).rejects.toThrow('books.shelf.title is text in the database and bigint in its declaration');
  const migrations = (schema: string) => ({
    '0001-title-is-a-number': {
      up: async (tx: Kysely<AnyDatabase>) => {
        await sql`alter table ${sql.table(`${schema}.shelf`)} alter column title type bigint using title::bigint`.execute(tx);
      },
    },
  });
  const migrated = serviceOf({ ...changed, migrations });
  expect(await migrated.schemaState()).toMatchObject({ state: 'behind' });
  await migrated.migrate();
  expect(await migrated.schemaState()).toMatchObject({ state: 'current' });
});

test('migrates once for two concurrent processes', async () => {
  const migrations = (schema: string) => ({ '0001-dust': shelves(schema) });
  // As two processes would; PGlite has but one.
  const other = database.config.engine === 'postgres' ? await openDatabase(database.config) : db;
  await Promise.all([db, other, db, other].map((on) => serviceOf({ migrations }, on).migrate()));
  if (other !== db) await other.destroy();
  expect((await sql`select name from books.domain_migration`.execute(db)).rows).toEqual([{ name: '0001-dust' }]);
  expect(await serviceOf({ migrations }).schemaState()).toMatchObject({ state: 'current' });
});

test('goes on with the numbers that a sequence of an earlier build has given', async () => {
  const service = serviceOf({ docTypes: libraryDomain().docTypes.map((declaration) => ({ ...declaration, hooks: {} })) });
  await service.migrate();
  await sql`drop table books.doctype_series`.execute(db);
  await sql`delete from books.engine_migration where name = '0007-series'`.execute(db);
  await sql`create sequence books.loan_series`.execute(db);
  await sql`select nextval('books.loan_series') from generate_series(1, 41)`.execute(db);
  await service.migrate();
  const call = { tenant: 'demo', user: 'test', roles: ['keeper'], deadlineMs: Date.now() + 30_000, trace: 'test' };
  await service.documents.create('shelf', { code: 'A' }, call);
  expect(await service.documents.create('loan', { lent_on: '2026-01-05', lines: [{ shelf: 'A' }] }, call)).toMatchObject({ id: 'L-00042' });
  // Who still runs and draws from it must fail: the number would be given twice.
  await expect(sql`select nextval('books.loan_series')`.execute(db)).rejects.toThrow('does not exist');
});
