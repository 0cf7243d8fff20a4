import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { readHome } from './domain-home.ts';
import { openTestEnd, tokenFor } from './testing.ts';

test('requires a token for moves, other than the gateway’s', async () => {
  const { routes } = await openTestEnd();
  for (const authorization of ['', 'Bearer x.y.z', `Bearer ${await tokenFor('services')}`])
    for (const step of ['', '/fence', '/nothing']) {
      const answer = await routes.request(`/shop${step}`, {
        method: step ? 'POST' : 'GET',
        headers: authorization ? { authorization } : {},
      });
      expect(answer.status).toBe(401);
    }
});

test('moves a domain in idempotent steps: fence, copy, give up, open', async () => {
  const [source, target] = [await openTestEnd(), await openTestEnd()];
  await source.fill();
  const move = randomUUID();
  await sql`insert into shop.doctype_outbox (state) values ('pending'), ('dead'), ('delivered')`.execute(source.db);
  expect(await source.call('/check', { database: target.url })).toMatchObject({
    status: 200,
    body: {
      tables: [
        { name: 'bill', rows: 100 },
        { name: 'doctype_outbox', rows: 3 },
      ],
      messages: { pending: 1, dead: 1 },
    },
  });
  for (const end of [target, target])
    expect((await end.call('/expect', { move })).body).toMatchObject({ standing: 'closed', home: { state: 'arriving', move } });
  for (const end of [source, source])
    expect((await end.call('/fence', { move })).body).toMatchObject({ standing: 'closed', home: { state: 'leaving', move } });
  await expect(source.fill()).rejects.toThrow();
  for (const end of [source, source]) {
    const copied = await end.call('/copy', { move, database: target.url });
    expect(copied.lines[0]).toBe('{"table":"bill","rows":100}');
    expect(copied.body).toMatchObject({ done: { bill: { rows: 100, sums: { total: '5555.00' } } } });
  }
  for (const end of [source, source])
    expect((await end.call('/leave', { move })).body).toMatchObject({ standing: 'given-up', home: { state: 'left' } });
  for (const end of [target, target])
    expect((await end.call('/open', { move })).body).toMatchObject({ standing: 'open', home: { state: 'home' } });
  expect(await target.bills()).toEqual(await source.bills());
  await target.fill();
  expect((await source.call('/undo', { move })).status).toBe(422);
  expect((await target.call('/undo', { move })).status).toBe(422);
});

test('restores both ends on undo', async () => {
  const [source, target] = [await openTestEnd(), await openTestEnd()];
  await source.fill();
  const move = randomUUID();
  await target.call('/expect', { move });
  await source.call('/fence', { move });
  await source.call('/copy', { move, database: target.url });
  for (const end of [source, target, target, source])
    expect((await end.call('/undo', { move })).body).toMatchObject({ standing: 'open', home: { state: 'home', move: null } });
  expect(await target.bills()).toEqual([]);
  await source.fill();
});

test('replaces the old copy when a domain moves back', async () => {
  const [first, second] = [await openTestEnd(), await openTestEnd()];
  await first.fill();
  for (const [from, to, move] of [
    [first, second, 'there'],
    [second, first, 'back'],
  ] as const) {
    for (const [end, step] of [
      [to, 'expect'],
      [from, 'fence'],
    ] as const)
      expect((await end.call(`/${step}`, { move })).status).toBe(200);
    expect((await from.call('/copy', { move, database: to.url })).body).toHaveProperty('done');
    await from.call('/leave', { move });
    expect((await to.call('/open', { move })).body).toMatchObject({ standing: 'open' });
    await sql`insert into shop.bill (total) values (7)`.execute(to.db);
  }
  expect(await first.bills()).toHaveLength(102);
  expect(second.standing()).toBe('given-up');
});

test('keeps the old copy fenced when a move back is given up', async () => {
  const [first, second] = [await openTestEnd(), await openTestEnd()];
  await first.fill();
  await second.call('/expect', { move: 'there' });
  await first.call('/fence', { move: 'there' });
  await first.call('/copy', { move: 'there', database: second.url });
  await first.call('/leave', { move: 'there' });
  await second.call('/open', { move: 'there' });
  await first.call('/expect', { move: 'back' });
  expect((await first.call('/undo', { move: 'back' })).body).toMatchObject({ standing: 'given-up', home: { state: 'left' } });
  await expect(first.fill()).rejects.toThrow();
  expect(await readHome(second.db, 'shop')).toMatchObject({ state: 'home' });
});

test('refuses a step out of order, another move and an unusable database without the password', async () => {
  const { call, url, standing, errors, disconnect } = await openTestEnd();
  expect((await call('/copy', { move: 'm', database: url })).body).toMatchObject({ problem: { code: 'wrong-step' } });
  expect((await call('/leave', { move: 'm' })).body).toMatchObject({ code: 'wrong-step' });
  expect((await call('/open', { move: 'm' })).body).toMatchObject({ code: 'wrong-step' });
  expect(standing()).toBe('open');
  await call('/fence', { move: 'm' });
  expect((await call('/fence', { move: 'n' })).body).toMatchObject({ code: 'other-move' });
  expect((await call('/expect', { move: 'n' })).body).toMatchObject({ code: 'other-move' });
  for (const database of ['nonsense', 'postgres://u:geheim@127.0.0.1:9/x', 'mysql://u:geheim@127.0.0.1/x']) {
    const answer = await call('/check', { database });
    expect(answer.status).toBe(422);
    expect(answer.body.detail).toMatch(/^The target database cannot be used: .+/);
    expect(JSON.stringify(answer.body)).not.toContain('geheim');
  }
  disconnect();
  expect((await call('/check', { database: url })).body).toMatchObject({ code: 'not-connected' });
  expect(errors).toEqual([]);
});
