import { openTestPostgres } from '@business-m/doctype/testing';
import { Hono } from 'hono';
import { SignJWT } from 'jose';
import { sql } from 'kysely';
import { onTestFinished } from 'vitest';
import type { MovableDomain } from '../domains/hosted-domain.ts';
import type { HttpEnv } from '../http/authenticate.ts';
import { serveApp } from '../testing/serve-app.ts';
import { dropFence } from './fence.ts';
import { moveRoutes } from './routes.ts';

export const SECRET = 'a secret of these tests, long enough to sign';

export function tokenFor(audience: string): Promise<string> {
  return new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('desk')
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime('60s')
    .sign(new TextEncoder().encode(SECRET));
}

/** One end of a move: the domain `shop` in a database of its own, and its routes. What the host would do is only remembered. */
export async function openTestEnd() {
  const database = await openTestPostgres();
  onTestFinished(() => database.close());
  const { db, config } = database;
  await sql`create schema shop`.execute(db);
  await sql`create table shop.bill (id bigserial primary key, total numeric(18, 2))`.execute(db);
  await sql`create table shop.doctype_outbox (id bigserial primary key, state text)`.execute(db);
  let standing: ReturnType<MovableDomain['standing']> = 'open';
  let connected = true;
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
    connected: () => connected,
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
  return {
    db,
    url: `postgres://${config.user}:${encodeURIComponent(config.password)}@${config.host}:${config.port}/${config.database}`,
    call,
    routes,
    errors,
    standing: () => standing,
    disconnect() {
      connected = false;
    },
    query: (statement: string) => sql.raw(statement).execute(db),
    /** As it was opened, with nothing in it. */
    async reset() {
      standing = 'open';
      await dropFence(db, 'shop');
      await sql`drop table if exists host.domain_home`.execute(db);
      await sql`truncate shop.bill, shop.doctype_outbox restart identity`.execute(db);
    },
    fill: () => sql`insert into shop.bill (total) select n * 1.1 from generate_series(1, 100) n`.execute(db),
    bills: async () => (await sql`select id, total from shop.bill order by id`.execute(db)).rows,
  };
}

/** Serves an end under the addresses that the command calls. */
export function serveEnd({ routes }: { routes: Hono<HttpEnv> }): Promise<string> {
  const app = new Hono<HttpEnv>();
  app.route('/internal/domains', routes);
  return serveApp(app);
}
