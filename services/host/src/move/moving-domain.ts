import { messageStateSchema } from '@business-m/metadata';
import type { CopyLine, DomainHome, EndState, MoveCheck, TableChecksum } from '@business-m/metadata/operations';
import { Refusal } from '@business-m/protocols';
import { sql } from 'kysely';
import type { MovableDomain } from '../domains/hosted-domain.ts';
import { readShape } from '../tables/schema-shape.ts';
import { expectDomain, expectNoMore, otherMove, requireRoom, settleIn } from './arrival.ts';
import { copyDomain, requireSameShape } from './copy-domain.ts';
import { readHome, writeHome } from './domain-home.ts';
import { lowerFence, raiseFence } from './fence.ts';
import { openTarget } from './target-database.ts';

export type MovingDomain = ReturnType<typeof createMovingDomain>;

/** The steps of a move at one of its ends. Each can be done again; one at a time. */
export function createMovingDomain(domain: MovableDomain) {
  const { scope, schema, db } = domain;
  const place = { db, schema };
  let last: Promise<unknown> = Promise.resolve();
  /** A step of a command that has died may still be running. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work, work);
    last = mine.catch(() => {});
    return mine;
  }
  async function homeOf(move: string): Promise<DomainHome> {
    const home = await readHome(db, scope);
    if (home.move !== null && home.move !== move && home.state !== 'home' && home.state !== 'left') throw otherMove(scope, home.move);
    return home;
  }

  return {
    read: async (): Promise<EndState> => ({ scope, standing: domain.standing(), home: await readHome(db, scope) }),
    /** Whether `database` can take the domain, if one is there already, and how much there is to take. Changes nothing. */
    check: (database?: string): Promise<MoveCheck> =>
      inTurn(async () => {
        const { state } = await readHome(db, scope);
        if (state === 'left' || state === 'arriving') throw notHere();
        if (database !== undefined) await requireFit(database);
        const { tables } = await readShape(place);
        return { tables: await countRows(tables.map(({ name }) => name)), messages: await countMessages() };
      }),
    /** At the target: no calls, until `open` or `undo`. */
    expect: (move: string) =>
      inTurn(async () => {
        await homeOf(move);
        // Paused first: nobody may write after the check.
        const before = domain.standing();
        await domain.pause();
        try {
          await expectDomain(place, scope, move);
        } catch (error) {
          if (before === 'open') await domain.resume();
          else if (before === 'given-up') await domain.giveUp();
          throw error;
        }
      }),
    /** At the source: nothing changes any more, until `undo`. */
    fence: (move: string) =>
      inTurn(async () => {
        const home = await homeOf(move);
        if (home.state === 'left' || home.state === 'arriving') throw notHere();
        await domain.pause();
        try {
          await raiseFence(place, scope, { state: 'leaving', move });
        } catch (error) {
          if (home.state === 'home') await domain.resume();
          throw error;
        }
      }),
    copy: (move: string, database: string, say: (line: CopyLine) => void, signal: AbortSignal) =>
      inTurn(async () => {
        const home = await homeOf(move);
        if (home.state !== 'leaving') throw wrongStep('copied before it is fenced');
        const target = await openTarget(scope, schema, database);
        const onTable = (table: string, { rows }: TableChecksum) => say({ table, rows });
        return copyDomain({ scope, move, source: place, target, onTable, signal }).finally(() => target.db.destroy());
      }),
    /** At the source, once the copy is complete: the domain is not served here again, after a restart neither. */
    leave: (move: string) =>
      inTurn(async () => {
        const home = await homeOf(move);
        if (home.state !== 'leaving' && !(home.state === 'left' && home.move === move)) throw wrongStep('left before it is copied');
        await writeHome(db, scope, { state: 'left', move });
        await domain.giveUp();
      }),
    /** At the target: serves what has arrived. */
    open: (move: string) =>
      inTurn(async () => {
        const home = await homeOf(move);
        if (home.move !== move) throw wrongStep('opened before it has arrived');
        if (home.state !== 'home') await settleIn(place, scope, move);
        await domain.resume();
      }),
    /** At either end, before `leave` and `open`: as it was before the move. */
    undo: (move: string) =>
      inTurn(async () => {
        const home = await homeOf(move);
        if (home.move !== move) return;
        if (home.state === 'left') throw wrongStep('taken back after it has left');
        if (home.state === 'home') throw wrongStep('taken back after it was opened');
        if (home.state === 'leaving') await lowerFence(place, scope, { state: 'home', move: null });
        else await expectNoMore(place, scope, move);
        if (home.was === 'left') await domain.giveUp();
        else await domain.resume();
      }),
  };

  async function requireFit(database: string): Promise<void> {
    const target = await openTarget(scope, schema, database);
    try {
      await requireSameShape(place, target);
      await requireRoom(target, scope);
    } finally {
      await target.db.destroy();
    }
  }

  async function countRows(names: readonly string[]): Promise<MoveCheck['tables']> {
    const counts: MoveCheck['tables'] = [];
    for (const name of names) {
      const { rows } = await sql<{ rows: number }>`select count(*)::int as rows from ${sql.table(`${schema}.${name}`)}`.execute(db);
      counts.push({ name, rows: Number(rows[0]?.rows ?? 0) });
    }
    return counts;
  }

  async function countMessages(): Promise<MoveCheck['messages']> {
    if (!(await readShape(place)).tables.some(({ name }) => name === 'doctype_outbox')) return {};
    const { rows } = await sql<{ state: string; messages: number }>`
      select state, count(*)::int as messages from ${sql.table(`${schema}.doctype_outbox`)} where state <> 'delivered' group by state`.execute(
      db,
    );
    return Object.fromEntries(rows.map(({ state, messages }) => [messageStateSchema.parse(state), Number(messages)]));
  }

  function notHere(): Refusal {
    return new Refusal('not-here', `The domain ${scope} does not live in this process’s database.`);
  }

  function wrongStep(what: string): Refusal {
    return new Refusal('wrong-step', `The domain ${scope} cannot be ${what}.`);
  }
}
