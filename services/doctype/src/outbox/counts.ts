import { sql } from 'kysely';
import type { Runtime } from '../transaction/runtime.ts';

/** Undelivered messages by state, of one key where one is given; `oldest_s` is the age in seconds of the oldest open one, or 0. */
export async function countMessages({ db, now }: Pick<Runtime, 'db' | 'now'>, key?: string) {
  const rows = await db
    .selectFrom('doctype_outbox')
    .select((eb) => ['state', eb.fn.countAll<number>().as('messages'), eb.fn.min('created_at').as('oldest')])
    .where('state', '<>', sql.lit('delivered'))
    .$if(key !== undefined, (query) => query.where('key', '=', key))
    .groupBy('state')
    .execute();
  const of = (state: string) => Number(rows.find((row) => row.state === state)?.messages ?? 0);
  const moving = rows.filter(({ state }) => state === 'pending' || state === 'dispatched').map(({ oldest }) => Date.parse(String(oldest)));
  return {
    pending: of('pending'),
    dispatched: of('dispatched'),
    refused: of('refused'),
    dead: of('dead'),
    oldest_s: moving.length === 0 ? 0 : Math.max(0, Math.floor((now().getTime() - Math.min(...moving)) / 1000)),
  };
}
