import { type CallContext, type ReferenceProtocol, type ReferenceRequest, Unavailable } from '@business-m/protocols';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { withHooks } from '../define-doctype.ts';
import { createDomainService, type DomainService } from '../domain-service.ts';
import { inProcessTransport } from '../testing/in-process-transport.ts';
import { libraryDomain, loan, shelf } from '../testing/sample-domain.ts';
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts';

const call: CallContext = { tenant: 'demo', user: 'test', roles: ['keeper'], deadlineMs: Date.now() + 3_600_000, trace: 'test' };
const lent = { lent_on: '2026-01-05', kind: 'outside', borrower: 'ada', lines: [{ shelf: 'A', deposit: '1' }] };

let database: TestDatabase;
let service: DomainService;
let asked: ReferenceRequest[];
/** Runs while the other domain answers. */
let meanwhile: () => Promise<unknown>;
const references: ReferenceProtocol = {
  async resolve(request) {
    asked.push(request);
    await meanwhile();
    const values = Object.fromEntries((request.fields ?? []).map((field) => [field, field === 'name' ? 'Ada' : false]));
    return request.ids.filter((id) => id !== 'nobody').map((id) => ({ id, title: id, status: 'saved', values }));
  },
};

beforeAll(async () => {
  database = await openTestDatabase();
  service = createDomainService(libraryDomain(), { db: database.db, references, transport: inProcessTransport({}) });
  await service.migrate();
  await service.documents.create('shelf', { code: 'A', title: 'First' }, call);
  await service.documents.create('shelf', { code: 'B', title: 'Second', parent_shelf: null }, call);
});
beforeEach(() => {
  asked = [];
  meanwhile = async () => undefined;
});
afterAll(() => database.close());

test('fetches a linked document once, with the fields of its filter and of the hooks', async () => {
  const { id } = await service.documents.create('loan', { ...lent, borrower: ' ada ' }, call);
  expect(asked).toEqual([{ doctype: 'person', ids: ['ada'], fields: ['blocked', 'name'] }]);
  expect(await service.documents.submit('loan', id, call)).toMatchObject({ notice: 'for Ada' });
  expect(asked).toHaveLength(2);
});

test('fetches links that a partial save keeps', async () => {
  const { id } = await service.documents.create('loan', lent, call);
  expect(await service.documents.save('loan', id, { lent_on: '2026-01-06' }, call)).toMatchObject({ borrower: 'ada' });
  expect(asked.map(({ ids }) => ids)).toEqual([['ada'], ['ada']]);
});

test('fetches nothing for a document without links to other domains', async () => {
  await service.documents.create('loan', { lent_on: '2026-01-05', lines: [{ shelf: 'A' }] }, call);
  await service.documents.save('shelf', 'A', { title: 'First' }, call);
  expect(asked).toEqual([]);
});

test('refuses a link to a document that the other domain does not have', async () => {
  await expect(service.documents.create('loan', { ...lent, borrower: 'nobody' }, call)).rejects.toMatchObject({
    errors: [{ field: 'borrower', code: 'unknown-link' }],
  });
});

test('runs again when the document was changed after its references were fetched', async () => {
  const { id } = await service.documents.create('loan', lent, call);
  asked = [];
  meanwhile = async () => {
    meanwhile = async () => undefined;
    await database.db.updateTable('library.loan').set({ borrower: 'eve' }).where('id', '=', id).execute();
  };
  expect(await service.documents.submit('loan', id, call)).toMatchObject({ borrower: 'eve', status: 'submitted' });
  expect(asked.map(({ ids }) => ids)).toEqual([['ada'], ['eve']]);
});

test('answers a repeated request while the other domain is down', async () => {
  const first = await service.documents.create('loan', lent, { ...call, idempotencyKey: 'k' });
  meanwhile = async () => {
    throw new Unavailable('Nobody answers.');
  };
  expect(await service.documents.create('loan', lent, { ...call, idempotencyKey: 'k' })).toEqual(first);
  await expect(service.documents.create('loan', lent, call)).rejects.toThrow('Nobody answers.');
  await expect(service.documents.create('loan', { lines: 'nonsense', borrower: 7 }, call)).rejects.toMatchObject({ name: 'Refusal' });
});

test.each<[string, string, string, string]>([
  ['a document that no link names', 'bob', 'name', 'loan reads person bob, which none of its links names'],
  ['a field that is not declared', 'ada', 'address', 'loan reads “address” of person ada: declare it in “reads”'],
])('throws when a hook reads %s', async (_words, id, field, message) => {
  const reading = withHooks(loan, { beforeSave: async (_doc, { reference }) => void reference('person', id)?.value(field) });
  const domain = { ...libraryDomain(), docTypes: [shelf, reading] };
  const { documents } = createDomainService(domain, { db: database.db, references, transport: inProcessTransport({}) });
  await expect(documents.create('loan', lent, call)).rejects.toThrow(message);
});

test('names a field behind a link of the referred document', async () => {
  await service.documents.save('shelf', 'B', { is_group: true }, call);
  await service.documents.save('shelf', 'A', { parent_shelf: 'B' }, call);
  const resolve = (fields: string[]) => service.references.resolve({ doctype: 'shelf', ids: ['A', 'B'], fields }, call);
  expect((await resolve(['code', 'parent_shelf.title'])).map(({ values }) => values)).toEqual([
    { code: 'A', 'parent_shelf.title': 'Second' },
    { code: 'B', 'parent_shelf.title': null },
  ]);
  await expect(resolve(['title.title'])).rejects.toMatchObject({ code: 'invalid', field: 'title.title' });
  await expect(resolve(['parent_shelf.colour'])).rejects.toMatchObject({ code: 'invalid', field: 'colour' });
});
