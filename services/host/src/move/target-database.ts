import { openDatabase, pingDatabase } from '@business-m/doctype';
import { Refusal, Unavailable } from '@business-m/protocols';
import { readDatabases } from '../environment/database-settings.ts';
import { refuseMistakes } from '../environment/variables.ts';
import type { Place } from '../tables/schema-shape.ts';

/** A page of rows, or a foreign key over the largest table, may take its time. */
const STATEMENT_MS = 600_000;

/** Connects to the schema of the same name in the database that a `postgres://…` URL names; throws a refusal in a sentence when it cannot. The caller ends it. */
export async function openTarget(scope: string, schema: string, url: string): Promise<Place> {
  const mistakes = new Set<string>();
  const found = readDatabases({ DATABASE_URL: url, DATABASE_SCHEMA: schema }, [scope], '', mistakes)[scope];
  try {
    refuseMistakes(mistakes);
    if (found?.database.engine !== 'postgres') throw new Error('it is not a PostgreSQL database');
  } catch (error) {
    throw unusable(error);
  }
  const db = await openDatabase({ ...found.database, poolMax: 2, statementMs: STATEMENT_MS, applicationName: 'business-m move' });
  try {
    await pingDatabase(db);
  } catch (error) {
    await db.destroy();
    throw unusable(error);
  }
  return { db, schema: found.schema };
}

function unusable(error: unknown): Refusal {
  const reason = error instanceof Error ? error.message : String(error);
  return new Refusal(error instanceof Unavailable ? 'target-unavailable' : 'bad-database', `The target database cannot be used: ${reason}`);
}
