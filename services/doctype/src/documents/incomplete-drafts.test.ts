import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { libraryDomain, people } from '../testing/sample-domain.ts';
import { openTestDesk, type TestDesk } from '../testing/test-desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk({ domains: () => [libraryDomain()], foreign: people, roles: ['keeper'] });
});
beforeEach(async () => {
  await desk.empty();
  await desk.create('shelf', { code: 'A' });
});
afterAll(() => desk.close());

const missing = async (id: string) => {
  const error: { code?: string; errors?: { field: string; code: string }[] } = await desk.submit('loan', id).then(
    () => ({}),
    (thrown: object) => thrown,
  );
  return [error.code, ...(error.errors ?? []).map(({ field, code }) => `${field} ${code}`)];
};
const inDatabase = (statement: string) => sql.raw(statement).execute(desk.db);

test('an incomplete draft is saved, says what is missing when it is submitted, and is submitted once that is there', async () => {
  const { id } = await desk.create('loan', {});
  expect(await desk.get('loan', id)).toMatchObject({ status: 'draft', lent_on: null, lines: [] });
  expect(await missing(id)).toEqual(['invalid', 'lent_on required', 'lines too-few-rows']);
  await desk.save('loan', id, { kind: 'outside', lines: [{ shelf: 'A' }, {}] });
  expect(await missing(id)).toEqual([
    'invalid',
    'lent_on required',
    'borrower required',
    'lines.1.deposit required',
    'lines.2.shelf required',
    'lines.2.deposit required',
  ]);
  expect(await desk.get('loan', id)).toMatchObject({ status: 'draft', revision: 2 });
  await desk.save('loan', id, { lent_on: '2026-01-05', borrower: 'ada', lines: [{ shelf: 'A', deposit: '5' }] });
  expect(await desk.submit('loan', id)).toMatchObject({ status: 'submitted' });
});

test('what is there is judged in a draft too, and master data keeps what it needs', async () => {
  await expect(desk.create('loan', { lent_on: 'soon' })).rejects.toMatchObject({ field: 'lent_on', errors: [{ code: 'wrong-type' }] });
  await expect(desk.create('loan', { lines: [{ shelf: 'Z' }] })).rejects.toMatchObject({ code: 'unknown-link', field: 'lines.1.shelf' });
  await expect(desk.create('shelf', {})).rejects.toMatchObject({ field: 'code', errors: [{ code: 'required' }] });
});

const whole = { lent_on: '2026-01-05', kind: 'outside', borrower: 'ada', lines: [{ shelf: 'A', deposit: '5' }] };

test.each([
  ['a column', 'update library.loan set lent_on = null'],
  ['a column by its condition', 'update library.loan set borrower = null'],
  ['a row', 'update library.loan_lines set shelf = null'],
  ['a row by a condition on its document', 'update library.loan_lines set deposit = null'],
  ['a further row', "insert into library.loan_lines (parent, idx) select id, 7 from library.loan where status <> 'draft'"],
])('from submit on the database itself demands what is required: %s', async (_, statement) => {
  const { id } = await desk.create('loan', whole);
  await desk.submit('loan', id);
  await expect(inDatabase(statement)).rejects.toMatchObject({ code: '23514' });
  await desk.cancel('loan', id);
  await expect(inDatabase(statement)).rejects.toMatchObject({ code: '23514' });
});

test.each([
  ['a column', { ...whole, lent_on: null }],
  ['a cell', { ...whole, lines: [{ shelf: 'A' }] }],
  ['every row', { ...whole, lines: [] }],
])('the database refuses to submit what lacks %s', async (_, values) => {
  const { id } = await desk.create('loan', values);
  await expect(inDatabase(`update library.loan set status = 'submitted' where id = '${id}'`)).rejects.toMatchObject({ code: '23514' });
});

test('the database leaves alone what a condition does not ask for', async () => {
  const { id } = await desk.create('loan', { lent_on: '2026-01-05', kind: 'inside', lines: [{ shelf: 'A' }] });
  expect(await desk.submit('loan', id)).toMatchObject({ status: 'submitted', borrower: null, lines: [{ deposit: null }] });
});
