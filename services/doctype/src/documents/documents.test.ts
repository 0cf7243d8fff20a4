import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { libraryDomain, people } from '../testing/sample-domain.ts';
import { openTestDesk, type TestDesk } from '../testing/test-desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk({ domains: () => [libraryDomain()], foreign: people, roles: ['keeper'] });
});
beforeEach(() => desk.empty());
afterAll(() => desk.close());

const draft = { lent_on: '2026-01-05', lines: [{ shelf: 'A', deposit: '5' }] };

test('stores a document in typed columns and reads it as declared', async () => {
  const values = { title: 'First', is_group: true, levels: 3, width: '1.50', built_on: '2026-01-31', checked_at: '2026-01-31T09:30:00Z' };
  const created = await desk.create('shelf', { code: 'A', ...values });
  expect(created).toMatchObject({
    ...values,
    id: 'A',
    status: 'saved',
    revision: 1,
    width: '1.5',
    checked_at: '2026-01-31T09:30:00.000Z',
    label: null,
  });
  expect(await desk.get('shelf', 'A')).toEqual(created);
  expect(created).not.toHaveProperty('amended_from');
});

test('reports every error at once, by path', async () => {
  const refused = desk.create('loan', {
    colour: 'red',
    lent_on: 'soon',
    total: '3',
    status: 'submitted',
    lines: [{ shelf: 'A' }, { deposit: '-1', size: 1 }, 7],
  });
  await expect(refused).rejects.toMatchObject({
    code: 'invalid',
    errors: [
      { field: 'colour', code: 'unknown-field' },
      { field: 'status', code: 'read-only' },
      { field: 'lent_on', code: 'wrong-type' },
      { field: 'total', code: 'read-only' },
      { field: 'lines.2.size', code: 'unknown-field' },
      { field: 'lines.2.deposit', code: 'too-small' },
      { field: 'lines.3', code: 'wrong-type' },
    ],
  });
  await expect(desk.create('shelf', { title: 'Nameless', levels: 10 })).rejects.toMatchObject({
    code: 'invalid',
    errors: [
      { field: 'levels', code: 'too-large' },
      { field: 'code', code: 'required' },
    ],
  });
});

test.each([
  ['too-many-rows', { lent_on: '2026-01-05', lines: [{}, {}, {}, {}] }],
  ['wrong-type', { lent_on: '2026-01-05', lines: 'A' }],
])('validates rows: %s', async (code, values) => {
  await expect(desk.create('loan', values)).rejects.toMatchObject({ code: 'invalid', errors: [{ field: 'lines', code }] });
});

test('refuses a body that is not an object', async () => {
  for (const body of [null, [], 'x', 7]) await expect(desk.create('shelf', body)).rejects.toMatchObject({ code: 'invalid' });
});

test('applies conditions to emptied fields', async () => {
  await desk.create('shelf', { code: 'A' });
  expect(await desk.create('loan', { ...draft, kind: 'inside', borrower: 'ada' })).toMatchObject({ borrower: null });
});

test('checks links within the domain and across domains', async () => {
  await expect(desk.create('loan', { ...draft, kind: 'outside', borrower: 'eve' })).rejects.toMatchObject({
    code: 'unknown-link',
    errors: [{ field: 'borrower' }, { field: 'lines.1.shelf' }],
  });
  await desk.create('shelf', { code: 'A' });
  await expect(desk.create('loan', { ...draft, kind: 'outside', borrower: 'bob' })).rejects.toMatchObject({
    code: 'invalid',
    field: 'borrower',
  });
  await expect(desk.create('shelf', { code: 'B', parent_shelf: 'A' })).rejects.toMatchObject({
    field: 'parent_shelf',
    errors: [{ code: 'wrong-link' }],
  });
  await desk.create('shelf', { code: 'G', is_group: true, contact: 'ada@example.com' });
  await expect(desk.create('shelf', { code: 'B', parent_shelf: 'G', contact: 'bob@example.com' })).rejects.toMatchObject({
    field: 'parent_shelf',
    errors: [{ code: 'wrong-link' }],
  });
  expect(await desk.create('shelf', { code: 'B', parent_shelf: 'G', contact: 'ada@example.com' })).toMatchObject({ parent_shelf: 'G' });
  expect(await desk.create('loan', { ...draft, kind: 'outside', borrower: 'ada' })).toMatchObject({ borrower: 'ada' });
});

test('keeps a link that stands while what it leads to may no longer be chosen', async () => {
  await desk.create('shelf', { code: 'G', is_group: true });
  await desk.create('shelf', { code: 'B', parent_shelf: 'G' });
  await desk.save('shelf', 'G', { is_group: false }, { ifMatch: 1 });
  expect(await desk.save('shelf', 'B', { title: 'Second', parent_shelf: 'G' }, { ifMatch: 1 })).toMatchObject({ title: 'Second' });
  // What it must have in common with its parent is still looked at: that changes with the document itself.
  await expect(desk.save('shelf', 'B', { contact: 'ada@example.com' }, { ifMatch: 2 })).rejects.toMatchObject({ field: 'parent_shelf' });
  await desk.save('shelf', 'B', { parent_shelf: null }, { ifMatch: 2 });
  await expect(desk.save('shelf', 'B', { parent_shelf: 'G' }, { ifMatch: 3 })).rejects.toMatchObject({
    errors: [{ field: 'parent_shelf', code: 'wrong-link' }],
  });
});

test('lets hooks compute fields, and writes nothing when they refuse', async () => {
  await desk.create('shelf', { code: 'A' });
  expect(await desk.create('loan', draft)).toMatchObject({ total: '5.00', lines: [{ idx: 1, deposit: '5.00', fee: '1.00' }] });
  await expect(desk.create('loan', { ...draft, lines: [{ shelf: 'A', deposit: '13' }] })).rejects.toMatchObject({
    code: 'unlucky',
    field: 'total',
  });
  expect(await desk.list('loan')).toMatchObject({ total: 1 });
});

test('changes only the fields that were sent', async () => {
  await desk.create('shelf', { code: 'A', title: 'First', levels: 2 });
  const saved = await desk.save('shelf', 'A', { title: 'Second' }, { ifMatch: 1 });
  expect(saved).toMatchObject({ title: 'Second', levels: 2, revision: 2 });
  expect(await desk.save('shelf', 'A', { ...saved, levels: null })).toMatchObject({ title: 'Second', levels: null, revision: 3 });
  await expect(desk.save('shelf', 'A', { code: 'B' })).rejects.toMatchObject({ field: 'code', errors: [{ code: 'set-once' }] });
});

test('accepts unchanged read-only columns of a row', async () => {
  await desk.create('shelf', { code: 'A' });
  const { id, lines } = await desk.create('loan', { ...draft, lines: [{ shelf: 'A', deposit: '5' }, { shelf: 'A' }] });
  const [first, second] = lines as { idx: number }[];
  expect(await desk.save('loan', id, { lines: [second, first] })).toMatchObject({
    lines: [
      { idx: 1, fee: null },
      { idx: 2, fee: '1.00' },
    ],
  });
  await expect(desk.save('loan', id, { lines: [{ ...first, fee: '9' }] })).rejects.toMatchObject({ field: 'lines.1.fee' });
});

test('refuses a stale save with the current document', async () => {
  await desk.create('shelf', { code: 'A', title: 'First' });
  await desk.save('shelf', 'A', { title: 'Second' }, { ifMatch: 1 });
  await expect(desk.save('shelf', 'A', { title: 'Third' }, { ifMatch: 1 })).rejects.toMatchObject({
    code: 'stale',
    current: { title: 'Second', revision: 2 },
  });
  expect(await desk.get('shelf', 'A')).toMatchObject({ title: 'Second', revision: 2 });
});

test('refuses a save made against other metadata', async () => {
  const { schemaHash } = desk.service('library').documents.meta('shelf', desk.call());
  await desk.create('shelf', { code: 'A' }, { schemaHash });
  await expect(desk.save('shelf', 'A', { title: 'x' }, { schemaHash: 'sha256:old' })).rejects.toMatchObject({ code: 'schema-changed' });
});

test('refuses a second document with the same id or unique value', async () => {
  await desk.create('shelf', { code: 'A', label: 'red' });
  await expect(desk.create('shelf', { code: 'A' })).rejects.toMatchObject({ code: 'duplicate', field: 'code' });
  await expect(desk.create('shelf', { code: 'B', label: 'red' })).rejects.toMatchObject({ code: 'duplicate', field: 'label' });
});

test.each(['a/b', '..', 'a?b', 'a%2fb', 'new', 'New'])('refuses an id that an address cannot have: %s', async (code) => {
  await expect(desk.create('shelf', { code })).rejects.toMatchObject({ field: 'code', errors: [{ code: 'not-an-id' }] });
});

test('deletes a document only when nothing refers to it', async () => {
  await desk.create('shelf', { code: 'A', is_group: true });
  await desk.create('shelf', { code: 'B', parent_shelf: 'A' });
  await desk.create('loan', { ...draft, lines: [{ shelf: 'B' }] });
  await expect(desk.remove('shelf', 'A')).rejects.toMatchObject({ code: 'in-use', message: 'Shelf A is used by Shelf B.' });
  await expect(desk.remove('shelf', 'B')).rejects.toMatchObject({ code: 'in-use' });
  await desk.create('shelf', { code: 'C' });
  await desk.remove('shelf', 'C', { ifMatch: 1 });
  await expect(desk.get('shelf', 'C')).rejects.toMatchObject({ code: 'not-found' });
});

test('allows actions by role', async () => {
  await desk.create('shelf', { code: 'A' });
  expect(await desk.get('shelf', 'A', { roles: ['reader'] })).toMatchObject({ id: 'A' });
  await expect(desk.create('shelf', { code: 'B' }, { roles: ['reader'] })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(desk.remove('shelf', 'A', { roles: ['reader'] })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(desk.list('shelf', '', { roles: [] })).rejects.toMatchObject({ code: 'forbidden' });
  const meta = (roles: string[]) => desk.service('library').documents.meta('shelf', desk.call({ roles }));
  expect(meta(['reader']).can).toEqual({ read: true, actions: [] });
  expect(meta(['keeper']).can.actions).toContain('create');
  expect(() => meta(['ops'])).toThrow('do not allow');
});

test('normalises composed characters and refuses invisible ones in an id', async () => {
  const composed = 'Caf\u00e9';
  const decomposed = 'Cafe\u0301';
  expect(await desk.create('shelf', { code: decomposed, title: decomposed })).toMatchObject({ id: composed, title: composed });
  await expect(desk.create('shelf', { code: composed })).rejects.toMatchObject({ code: 'duplicate', field: 'code' });
  expect((await desk.list('shelf', `title=${encodeURIComponent(decomposed)}`)).total).toBe(1);
  expect((await desk.list('shelf', `q=${encodeURIComponent(decomposed)}`)).total).toBe(1);
  for (const code of ['A\u200bB', 'A\u202eB', 'A\u00adB', 'A\u2028B']) {
    await expect(desk.create('shelf', { code })).rejects.toMatchObject({ code: 'invalid', field: 'code' });
  }
});
