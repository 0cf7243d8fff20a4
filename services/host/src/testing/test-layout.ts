import { openTestDatabase, openTestPGlite, openTestPostgres, type TestDatabase } from '@business-m/doctype/testing';
import { type Scope, scopes } from '@business-m/domains';

/** Which domains share a process, and which a database. */
export interface TestLayout {
  processes: readonly (readonly Scope[])[];
  /** @param here whose schemas it will have */
  openDatabase(here: readonly Scope[]): Promise<TestDatabase>;
  /** Otherwise a process has one, with a schema for each of its domains. */
  databasePerDomain: boolean;
}

export const allInOne: TestLayout = { processes: [scopes], openDatabase: openTestDatabase, databasePerDomain: false };
export const allInOneOnPGlite: TestLayout = { ...allInOne, openDatabase: openTestPGlite };
export const allInOneOnPostgres: TestLayout = { ...allInOne, openDatabase: () => openTestPostgres() };
export const eachAlone: TestLayout = {
  processes: scopes.map((scope) => [scope]),
  openDatabase: () => openTestPostgres(),
  databasePerDomain: true,
};
export const booksAndStock: TestLayout = { ...eachAlone, processes: [['masters', 'finance'], ['wms']] };

/** The one that `TEST_MODE` asks for: `indie` (the default) or `enterprise`. */
export function requestedLayout(): TestLayout {
  const mode = process.env.TEST_MODE || 'indie';
  if (mode === 'enterprise') return eachAlone;
  if (mode !== 'indie') throw new Error(`TEST_MODE is “${mode}”; it is “indie” or “enterprise”`);
  return allInOne;
}
