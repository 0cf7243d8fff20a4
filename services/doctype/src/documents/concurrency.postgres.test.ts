import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { libraryDomain, people } from '../testing/sample-domain.ts';
import { openTestDesk, type TestDesk } from '../testing/test-desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk({ domains: () => [libraryDomain()], foreign: people, roles: ['keeper'] });
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.empty();
  await desk.create('shelf', { code: 'A', is_group: true });
});

const draft = () => desk.create('loan', { lent_on: '2026-01-05', lines: [{ shelf: 'A' }] });

/** How each of them ended: `ok`, or the code of its refusal; a fault is a failure of the test. */
async function outcomes(calls: Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(calls);
  return settled
    .map((outcome) => {
      if (outcome.status === 'fulfilled') return 'ok';
      if (outcome.reason?.name !== 'Refusal') throw outcome.reason;
      return outcome.reason.code as string;
    })
    .toSorted();
}

const times = <T>(count: number, work: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => work(index));

test('lets one of many submits succeed, which sends one message', async () => {
  const { id } = await draft();
  const codes = await outcomes(times(8, () => desk.submit('loan', id)));
  expect(codes).toEqual(['ok', ...times(7, () => 'wrong-status')].toSorted());
  expect(await desk.db.selectFrom('library.doctype_outbox').select('key').execute()).toEqual([{ key: id }]);
});

test('lets one of many amendments succeed', async () => {
  const { id } = await draft();
  await desk.submit('loan', id);
  await desk.cancel('loan', id);
  expect(await outcomes(times(8, () => desk.amend('loan', id)))).toEqual([...times(7, () => 'already-amended'), 'ok']);
});

test('lets one of many saves of the same revision succeed', async () => {
  const { id, revision } = await draft();
  const codes = await outcomes(times(8, (index) => desk.save('loan', id, { lent_on: `2026-02-0${index + 1}` }, { ifMatch: revision })));
  expect(codes).toEqual(['ok', ...times(7, () => 'stale')]);
});

test('lets one of many creates take a code or a unique label', async () => {
  expect(await outcomes(times(8, () => desk.create('shelf', { code: 'B' })))).toEqual([...times(7, () => 'duplicate'), 'ok']);
  expect(await outcomes(times(8, (index) => desk.create('shelf', { code: `C${index}`, label: 'top' })))).toEqual([
    ...times(7, () => 'duplicate'),
    'ok',
  ]);
});

test('answers concurrent repeated creates under one key with the same document', async () => {
  const answers = await Promise.all(
    times(12, () => desk.create('loan', { lent_on: '2026-01-05', lines: [{ shelf: 'A' }] }, { idempotencyKey: 'k' })),
  );
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  expect(await desk.list('loan')).toMatchObject({ total: 1 });
});

test('refuses another request under a key in use and writes nothing of it', async () => {
  const calls = times(6, (index) =>
    desk.create('loan', { lent_on: `2026-01-0${index + 1}`, lines: [{ shelf: 'A' }] }, { idempotencyKey: 'k' }),
  );
  expect(await outcomes(calls)).toEqual([...times(5, () => 'idempotency-conflict'), 'ok']);
  expect(await desk.list('loan')).toMatchObject({ total: 1 });
});

test('never deletes a document that is being linked to', async () => {
  for (let round = 0; round < 25; round += 1) {
    const code = `R${round}`;
    await desk.create('shelf', { code });
    const [linked, removed] = await Promise.allSettled([
      desk.create('loan', { lent_on: '2026-01-05', lines: [{ shelf: code }] }),
      desk.remove('shelf', code),
    ]);
    expect([linked.status, removed.status].toSorted()).toEqual(['fulfilled', 'rejected']);
    const refused = linked.status === 'rejected' ? linked : (removed as PromiseRejectedResult);
    expect(refused.reason).toMatchObject({ name: 'Refusal', code: linked.status === 'rejected' ? 'unknown-link' : 'in-use' });
  }
});

test('keeps a parent a group while its child is saved', async () => {
  await desk.create('shelf', { code: 'X', is_group: true });
  await desk.create('shelf', { code: 'Y', is_group: true });
  // Each holds itself and links to the other: without another try one of them would be a deadlock's victim.
  const codes = await outcomes(
    times(10, (index) =>
      index % 2 === 0
        ? desk.save('shelf', 'X', { parent_shelf: 'Y', title: `${index}` })
        : desk.save('shelf', 'Y', { parent_shelf: 'X', title: `${index}` }),
    ),
  );
  expect(codes).toEqual(times(10, () => 'ok'));
});

test('numbers what many create at once without a gap, whatever is refused among them', async () => {
  const { id: first } = await draft();
  await desk.submit('loan', first);
  await desk.cancel('loan', first);
  const unlucky = () => desk.create('loan', { lent_on: '2026-01-05', lines: [{ shelf: 'A', deposit: '13' }] });
  const codes = await outcomes([...times(40, draft), ...times(10, unlucky), ...times(10, () => desk.amend('loan', first))]);
  expect(codes).toEqual([...times(9, () => 'already-amended'), ...times(10, () => 'unlucky'), ...times(41, () => 'ok')].toSorted());
  const { items } = await desk.list('loan', 'sort=id&limit=200');
  const numbers = items.map(({ id }) => Number(id.slice(2)));
  expect(numbers).toEqual(times(42, (index) => Number(first.slice(2)) + index));
});
