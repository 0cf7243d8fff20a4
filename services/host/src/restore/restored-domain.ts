import type { RestoreStanding } from '@business-m/metadata/operations';
import { Refusal, Unavailable } from '@business-m/protocols';
import { otherMove, settleIn } from '../move/arrival.ts';
import { readHome, writeHome } from '../move/domain-home.ts';
import { migrateHost } from '../seed/seed-record.ts';
import { emptyTables, firstFullTable } from '../tables/rows.ts';
import { type Place, readShape } from '../tables/schema-shape.ts';
import type { RestoreDomain } from './load-database.ts';
import { readRestore, writeRestore } from './restore-record.ts';

/** Throws where the domain can never be restored, or not now. */
export async function standingOf(domain: RestoreDomain, restore: string): Promise<RestoreStanding> {
  const { db, scope } = domain;
  const home = await readHome(db, scope);
  if (home.state === 'left') throw new Refusal('not-here', `The domain ${scope} has moved to another process.`);
  if (home.state === 'leaving' || (home.state === 'arriving' && home.move !== restore)) throw otherMove(scope, home.move);
  if (home.state === 'arriving') return (await readRestore(db, scope))?.loaded ? 'loaded' : 'begun';
  if (home.move === restore) return 'done';
  if (domain.standing() !== 'open') throw new Unavailable(`The domain ${scope} is starting.`);
  return (await firstFullTable(domain, (await readShape(domain)).tables)) === null ? 'empty' : 'full';
}

/** Closes a domain and marks its database, so that it stays closed after a restart. */
export async function closeForRestore(domain: RestoreDomain, restore: string, replace: boolean): Promise<void> {
  const { scope, db } = domain;
  // Paused first: nobody may write after the look.
  const before = domain.standing();
  await domain.pause();
  try {
    await migrateHost(db);
    const full = await firstFullTable(domain, (await readShape(domain)).tables);
    if (full !== null && !replace) {
      const sentence = `${scope} is not empty: ${domain.schema}.${full} has rows. Restore into an empty desk, or say --replace to give up what is there.`;
      throw new Refusal('not-empty', sentence);
    }
    await db.transaction().execute(async (tx) => {
      await writeRestore(tx, scope, { restore, loaded: false, replaces: full !== null });
      await writeHome(tx, scope, { state: 'arriving', move: restore, was: 'home' });
    });
  } catch (error) {
    if (before === 'open') await domain.resume();
    throw error;
  }
}

export async function openRestored(domain: RestoreDomain, restore: string): Promise<void> {
  await settleIn(domain, domain.scope, restore);
  await writeRestore(domain.db, domain.scope, null);
  await domain.resume();
}

/** Throws once rows have been replaced: those before are gone. */
export async function requireUndoable({ db, scope }: RestoreDomain, restore: string): Promise<void> {
  const record = await readRestore(db, scope);
  if (!record?.loaded || record.restore !== restore || !record.replaces) return;
  throw new Refusal(
    'wrong-step',
    `What ${scope} had before has been replaced already, and cannot be brought back: run desk restore again to finish it.`,
  );
}

/** Serves what was there before, which is nothing where rows were loaded into an empty domain. */
export async function undoRestore(domain: RestoreDomain, restore: string): Promise<void> {
  const { scope, db, schema } = domain;
  const home = await readHome(db, scope);
  if (home.state !== 'arriving' || home.move !== restore) return;
  const record = await readRestore(db, scope);
  await db.transaction().execute(async (tx) => {
    const place: Place = { db: tx, schema };
    if (record?.loaded) await emptyTables(place, (await readShape(place)).tables);
    await writeRestore(tx, scope, null);
    await writeHome(tx, scope, { state: 'home', move: null });
  });
  await domain.resume();
}
