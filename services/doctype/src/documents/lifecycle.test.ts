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

const draft = { lent_on: '2026-01-05', kind: 'outside', borrower: 'ada', lines: [{ shelf: 'A', deposit: '5' }] };

test('submits, cancels and amends a document', async () => {
  const { id } = await desk.create('loan', draft);
  expect(await desk.submit('loan', id, { ifMatch: 1 })).toMatchObject({
    status: 'submitted',
    revision: 2,
    notice: 'for Ada',
    lines: [{ fee: '1.00' }],
  });
  expect(await desk.cancel('loan', id)).toMatchObject({ status: 'cancelled', revision: 3, notice: 'given back' });
  const amended = await desk.amend('loan', id);
  expect(amended).toMatchObject({
    status: 'draft',
    revision: 1,
    amended_from: id,
    borrower: 'ada',
    notice: null,
    lines: [{ deposit: '5.00' }],
  });
  expect(amended.id).not.toBe(id);
  await expect(desk.amend('loan', id)).rejects.toMatchObject({ code: 'already-amended' });
});

test('refuses a transition from the wrong status', async () => {
  const { id } = await desk.create('loan', draft);
  await expect(desk.cancel('loan', id)).rejects.toMatchObject({ code: 'wrong-status' });
  await expect(desk.amend('loan', id)).rejects.toMatchObject({ code: 'wrong-status' });
  await expect(desk.submit('loan', id, { ifMatch: 7 })).rejects.toMatchObject({ code: 'stale' });
  await desk.submit('loan', id);
  const submitted = await desk.get('loan', id);
  await expect(desk.submit('loan', id)).rejects.toMatchObject({ code: 'wrong-status' });
  await expect(desk.save('loan', id, { lent_on: '2026-02-01' })).rejects.toMatchObject({ code: 'wrong-status' });
  await expect(desk.remove('loan', id)).rejects.toMatchObject({ code: 'wrong-status' });
  expect(await desk.get('loan', id)).toEqual(submitted);
});

test('checks links again on submit', async () => {
  const { id } = await desk.create('loan', draft);
  await desk.db.deleteFrom('library.shelf').execute();
  await expect(desk.submit('loan', id)).rejects.toMatchObject({ code: 'unknown-link', field: 'lines.1.shelf' });
  expect(await desk.get('loan', id)).toMatchObject({ status: 'draft', revision: 1 });
});

test('refuses on submit what a draft holds since before its rule, and leaves it out of an amendment', async () => {
  const { id } = await desk.create('loan', draft);
  const age = (loan: string) => desk.db.updateTable('library.loan').set({ lent_on: '0202-01-05' }).where('id', '=', loan).execute();
  await age(id);
  await desk.save('loan', id, { lines: [{ shelf: 'A', deposit: '6' }] });
  await expect(desk.submit('loan', id)).rejects.toMatchObject({ code: 'invalid', errors: [{ field: 'lent_on', code: 'out-of-range' }] });
  await desk.save('loan', id, { lent_on: '2026-01-05' });
  await desk.submit('loan', id);
  await age(id);
  await desk.cancel('loan', id);
  expect(await desk.amend('loan', id)).toMatchObject({ status: 'draft', lent_on: null, borrower: 'ada', lines: [{ deposit: '6.00' }] });
});

test('gives the numbers of a series to what is stored, whatever is refused between', async () => {
  const first = await desk.create('loan', draft);
  expect(first.id).toMatch(/^L-\d{5}$/);
  const number = Number(first.id.slice(2));
  const refused = [
    { ...draft, lent_on: 'soon' },
    { ...draft, lines: [{ shelf: 'A', deposit: '13' }] },
    { ...draft, lines: [{ shelf: 'Z', deposit: '5' }] },
    { ...draft, borrower: 'bob' },
  ];
  for (const values of refused) await expect(desk.create('loan', values)).rejects.toMatchObject({ name: 'Refusal' });
  await desk.submit('loan', first.id);
  await desk.cancel('loan', first.id);
  const { id: amended } = await desk.amend('loan', first.id);
  // Found by a unique index only, when everything else has been done.
  await expect(desk.amend('loan', first.id)).rejects.toMatchObject({ code: 'already-amended' });
  await expect(desk.create('loan', draft, { schemaHash: 'sha256:0' })).rejects.toMatchObject({ code: 'schema-changed' });
  const { id: next } = await desk.create('loan', draft);
  expect([amended, next].map((id) => Number(id.slice(2)) - number)).toEqual([1, 2]);
});

test('applies an Idempotency-Key once', async () => {
  const key = { idempotencyKey: 'k1' };
  const first = await desk.create('loan', draft, key);
  expect(await desk.create('loan', { ...draft }, key)).toEqual(first);
  expect(await desk.list('loan')).toMatchObject({ total: 1 });
  await expect(desk.create('loan', { ...draft, lent_on: '2026-03-01' }, key)).rejects.toMatchObject({ code: 'idempotency-conflict' });
  await expect(desk.submit('loan', first.id, key)).rejects.toMatchObject({ code: 'idempotency-conflict' });
  await desk.create('loan', draft, { ...key, user: 'other@example.com' });
  expect(await desk.list('loan')).toMatchObject({ total: 2 });
  const submitted = await desk.submit('loan', first.id, { idempotencyKey: 'k2' });
  expect(await desk.submit('loan', first.id, { idempotencyKey: 'k2' })).toEqual(submitted);
});

test('does not use up the key of a refused request', async () => {
  await expect(desk.create('loan', { ...draft, lines: [{ shelf: 'Z', deposit: '1' }] }, { idempotencyKey: 'k3' })).rejects.toMatchObject({
    code: 'unknown-link',
  });
  expect(await desk.create('loan', draft, { idempotencyKey: 'k3' })).toMatchObject({ status: 'draft' });
});

test('lets one of twenty submits succeed', async () => {
  const { id } = await desk.create('loan', draft);
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => desk.submit('loan', id)));
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  expect(await desk.get('loan', id)).toMatchObject({ revision: 2 });
});
