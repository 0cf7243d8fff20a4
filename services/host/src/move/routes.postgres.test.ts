import { randomUUID } from 'node:crypto';
import { openTestPostgres } from '@business-m/doctype/testing';
import { SignJWT } from 'jose';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { readHome } from './domain-home.ts';
import type { MovableDomain } from './movable-domain.ts';
import { moveRoutes } from './routes.ts';

const SECRET = 'a secret of these tests, long enough to sign';

function tokenFor(audience: string): Promise<string> {
  return new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('desk')
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime('60s')
    .sign(new TextEncoder().encode(SECRET));
}

/** A process with one domain, `shop`, in a database of its own; what the host would do is written down. */
async function startProcess() {
  const database = await openTestPostgres();
  onTestFinished(() => database.close());
  const { db, config } = database;
  await sql`create schema shop`.execute(db);
  await sql`create table shop.bill (id bigserial primary key, total numeric(18, 2))`.execute(db);
  await sql`create table shop.doctype_outbox (id bigserial primary key, state text)`.execute(db);
  let standing: ReturnType<MovableDomain['standing']> = 'open';
  const become = (next: typeof standing) => async () => {
    standing = next;
  };
  const domain: MovableDomain = {
    scope: 'shop',
    schema: 'shop',
    db,
    standing: () => standing,
    pause: become('closed'),
    resume: become('open'),
    giveUp: become('given-up'),
  };
  const errors: unknown[] = [];
  const routes = moveRoutes({
    secret: SECRET,
    find: (scope) => (scope === 'shop' ? domain : undefined),
    log: { info: () => {}, error: (details: unknown) => void errors.push(details) },
  });
  const token = await tokenFor('internal');
  const call = async (step: string, body?: object) => {
    const answer = await routes.request(`/shop${step}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const lines = text.split('\n').filter(Boolean);
    return { status: answer.status, body: JSON.parse(lines.at(-1) ?? 'null'), lines };
  };
  const url = `postgres://${config.user}:${encodeURIComponent(config.password)}@${config.host}:${config.port}/${config.database}`;
  return {
    db,
    url,
    call,
    routes,
    errors,
    standing: () => standing,
    bills: async () => (await sql`select id, total from shop.bill order by id`.execute(db)).rows,
  };
}

const fill = (db: MovableDomain['db']) => sql`insert into shop.bill (total) select n * 1.1 from generate_series(1, 100) n`.execute(db);

test('without a token for it nothing is answered, with the gateway’s neither', async () => {
  const { routes } = await startProcess();
  for (const authorization of ['', 'Bearer x.y.z', `Bearer ${await tokenFor('services')}`])
    for (const step of ['', '/fence', '/nothing']) {
      const answer = await routes.request(`/shop${step}`, {
        method: step ? 'POST' : 'GET',
        headers: authorization ? { authorization } : {},
      });
      expect(answer.status).toBe(401);
    }
});

test('a domain moves: fenced, copied, given up here, opened there, each step twice', async () => {
  const [source, target] = [await startProcess(), await startProcess()];
  await fill(source.db);
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
  await expect(fill(source.db)).rejects.toThrow();
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
  await fill(target.db);
  expect((await source.call('/undo', { move })).status).toBe(422);
  expect((await target.call('/undo', { move })).status).toBe(422);
});

test('undone, both ends are as before', async () => {
  const [source, target] = [await startProcess(), await startProcess()];
  await fill(source.db);
  const move = randomUUID();
  await target.call('/expect', { move });
  await source.call('/fence', { move });
  await source.call('/copy', { move, database: target.url });
  for (const end of [source, target, target, source])
    expect((await end.call('/undo', { move })).body).toMatchObject({ standing: 'open', home: { state: 'home', move: null } });
  expect(await target.bills()).toEqual([]);
  await fill(source.db);
});

test('back again: what was left behind is replaced by what has become of it', async () => {
  const [first, second] = [await startProcess(), await startProcess()];
  await fill(first.db);
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

test('a way back that is given up leaves the old copy where it was, fenced', async () => {
  const [first, second] = [await startProcess(), await startProcess()];
  await fill(first.db);
  await second.call('/expect', { move: 'there' });
  await first.call('/fence', { move: 'there' });
  await first.call('/copy', { move: 'there', database: second.url });
  await first.call('/leave', { move: 'there' });
  await second.call('/open', { move: 'there' });
  await first.call('/expect', { move: 'back' });
  expect((await first.call('/undo', { move: 'back' })).body).toMatchObject({ standing: 'given-up', home: { state: 'left' } });
  await expect(fill(first.db)).rejects.toThrow();
  expect(await readHome(second.db, 'shop')).toMatchObject({ state: 'home' });
});

test('a step out of turn, another move and an unusable database are refused in a sentence without the password', async () => {
  const { call, url, standing, errors } = await startProcess();
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
  expect(errors).toEqual([]);
});
