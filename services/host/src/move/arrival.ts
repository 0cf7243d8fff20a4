import { RESTORE } from '@business-m/metadata/operations';
import { Refusal } from '@business-m/protocols';
import { emptyTables, firstFullTable } from '../tables/rows.ts';
import { type Place, readShape } from '../tables/schema-shape.ts';
import { readHome, writeHome } from './domain-home.ts';
import { dropFence } from './fence.ts';

/** Makes a database the target of a move: empty, or with what an earlier move left. Idempotent. */
export async function expectDomain(place: Place, scope: string, move: string): Promise<void> {
  const home = await readHome(place.db, scope);
  if (home.state === 'arriving' && home.move === move) return;
  if (home.state === 'arriving' || home.state === 'leaving') throw otherMove(scope, home.move);
  await requireRoom(place, scope);
  await writeHome(place.db, scope, { state: 'arriving', move, was: home.state });
}

/** Throws `not-empty` for a database in use; what an earlier move left may be replaced. */
export async function requireRoom(place: Place, scope: string): Promise<void> {
  if ((await readHome(place.db, scope)).state !== 'home') return;
  const full = await firstFullTable(place, (await readShape(place)).tables);
  if (full !== null) throw new Refusal('not-empty', `The target is not empty: ${place.schema}.${full} has rows.`);
}

export async function settleIn({ db, schema }: Place, scope: string, move: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await dropFence(tx, schema);
    await writeHome(tx, scope, { state: 'home', move });
  });
}

/** Undoes `expectDomain` and the copying. An old copy of a domain that once left counts as left: it may be newer than it was. */
export async function expectNoMore({ db, schema }: Place, scope: string, move: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const home = await readHome(tx, scope);
    if (home.was === 'left') return writeHome(tx, scope, { state: 'left', move });
    const place = { db: tx, schema };
    await emptyTables(place, (await readShape(place)).tables);
    await writeHome(tx, scope, { state: 'home', move: null });
  });
}

export function otherMove(scope: string, move: string | null): Refusal {
  if (move?.startsWith(RESTORE))
    return new Refusal('other-move', `${scope} is being restored: run desk restore again to go on with it, or with --abort to undo it.`);
  return new Refusal(
    'other-move',
    `Another move of ${scope} (${move}) is not over: run desk move ${scope} again to go on with it, or with --abort to undo it.`,
  );
}
