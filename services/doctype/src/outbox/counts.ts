import { sql } from 'kysely';
import type { Runtime } from '../transaction/runtime.ts';

/** What of a domain's outbox is not delivered. */
export interface OutboxCounts {
  pending: number;
  /** The transport has them; nothing was heard yet. */
  dispatched: number;
  /** Dead letters: somebody has to look. */
  refused: number;
  dead: number;
  /** Age of the oldest that is on its way (pending or dispatched), in seconds; 0 when there is none. */
  oldest_s: number;
}

/** Of one key, where one is given. */
export async function countMessages({ db, now }: Pick<Runtime, 'db' | 'now'>, key?: string): Promise<OutboxCounts> {
  const rows = await db
    .selectFrom('doctype_outbox')
    .select((eb) => ['state', eb.fn.countAll<number>().as('messages'), eb.fn.min('created_at').as('oldest')])
    .where('state', '<>', sql.lit('delivered'))
    .$if(key !== undefined, (query) => query.where('key', '=', key))
    .groupBy('state')
    .execute();
  const of = (state: string) => Number(rows.find((row) => row.state === state)?.messages ?? 0);
  const onTheWay = rows
    .filter(({ state }) => state === 'pending' || state === 'dispatched')
    .map(({ oldest }) => Date.parse(String(oldest)));
  return {
    pending: of('pending'),
    dispatched: of('dispatched'),
    refused: of('refused'),
    dead: of('dead'),
    oldest_s: onTheWay.length === 0 ? 0 : Math.max(0, Math.floor((now().getTime() - Math.min(...onTheWay)) / 1000)),
  };
}
