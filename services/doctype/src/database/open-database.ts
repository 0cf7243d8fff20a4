import { PGlite, type PGliteOptions, types } from '@electric-sql/pglite';
import { Kysely } from 'kysely';
import type { AnyDatabase } from '../document-context.ts';
import { QueuedPGliteDialect } from './pglite-dialect.ts';

/** What drivers disagree on, settled once: numbers that fit are numbers, amounts and times are strings. */
const parsers: PGliteOptions['parsers'] = {
  [types.INT8]: (text) => {
    const number = Number(text);
    if (!Number.isSafeInteger(number)) throw new Error(`the database answered ${text}, beyond what a number holds exactly`);
    return number;
  },
  [types.NUMERIC]: (text) => text,
  [types.DATE]: (text) => text,
  [types.TIMESTAMPTZ]: (text) => new Date(text).toISOString(),
};

/**
 * Opens PGlite in `dataDir`, or in memory without one. `destroy()` closes it. Nothing guards the folder here: the host takes its lock first.
 */
export async function openDatabase(dataDir?: string): Promise<Kysely<AnyDatabase>> {
  const pglite = await PGlite.create({ ...(dataDir === undefined ? {} : { dataDir }), parsers });
  const db = new Kysely<AnyDatabase>({ dialect: new QueuedPGliteDialect(pglite) });
  // The first query also starts the driver, without which destroy() would leave PGlite open.
  await db.selectNoFrom((eb) => eb.lit(1).as('ready')).execute();
  return db;
}
