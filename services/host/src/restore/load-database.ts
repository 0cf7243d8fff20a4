import { withoutStatementLimit } from '@business-m/doctype';
import type { ExpectedDomain, SchemaShape, TableChecksum } from '@business-m/metadata/operations';
import { Refusal } from '@business-m/protocols';
import { sql } from 'kysely';
import type { HostDatabase, HostedDomain } from '../domains/hosted-domain.ts';
import { readHome } from '../move/domain-home.ts';
import { writeSeed } from '../seed/seed-record.ts';
import { checksumTable, sameChecksum } from '../tables/checksum.ts';
import { insertRows, makeWay, writeSequence } from '../tables/rows.ts';
import { type Place, readShape } from '../tables/schema-shape.ts';
import { writeRestore } from './restore-record.ts';

export type RestoreDomain = Pick<HostedDomain, 'scope' | 'schema' | 'db' | 'standing' | 'service' | 'pause' | 'resume'>;

export type Loading = Awaited<ReturnType<typeof loadDatabase>>;

/** The one transaction in which the domains of a database get the rows of a backup instead of their own. Nothing of it is there before `commit`. */
export async function loadDatabase(db: HostDatabase, domains: readonly RestoreDomain[], restore: string) {
  const tx = await db.startTransaction().execute();
  const shapes = new Map<string, SchemaShape>();
  const ways = new Map<string, () => Promise<void>>();
  const verified = new Set<string>();
  const placeOf = (scope: string): Place => {
    const domain = domains.find((each) => each.scope === scope);
    if (!domain) throw new Refusal('unknown-scope', `The domain “${scope}” is not in this database.`);
    return { db: tx, schema: domain.schema };
  };
  try {
    await sql`set local statement_timeout = 0`.execute(tx);
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(tx);
    for (const { scope } of domains) {
      const home = await readHome(tx, scope);
      if (home.state !== 'arriving' || home.move !== restore) throw new Refusal('wrong-step', `The restore of ${scope} has not begun.`);
      const shape = await readShape(placeOf(scope));
      shapes.set(scope, shape);
      ways.set(scope, await makeWay(placeOf(scope), shape.tables));
    }
  } catch (error) {
    await tx.rollback().execute();
    throw error;
  }

  return {
    has: (scope: string) => ways.has(scope),
    async insert(scope: string, name: string, lines: readonly string[]): Promise<void> {
      const table = shapes.get(scope)?.tables.find((each) => each.name === name);
      if (!table) throw new Refusal('unknown-table', `There is no table ${scope}.${name} here.`);
      verified.delete(scope);
      await withoutStatementLimit(() => insertRows(placeOf(scope), table, lines)).catch((error: unknown) => {
        throw isDataError(error)
          ? new Refusal('bad-rows', `The rows of ${scope}.${name} do not fit into the table: ${error.message}.`)
          : error;
      });
    },
    /** Brings the constraints back and compares everything with what was written down; audits what no constraint can tell. */
    verify: (scope: string, expected: ExpectedDomain) =>
      withoutStatementLimit(async () => {
        const domain = domains.find((each) => each.scope === scope);
        const place = placeOf(scope);
        await ways
          .get(scope)?.()
          .catch((error: unknown) => {
            throw isDataError(error)
              ? new Refusal('restore-differs', `The rows of ${scope} contradict each other: ${error.message}.`)
              : error;
          });
        ways.set(scope, async () => {});
        for (const table of shapes.get(scope)?.tables ?? []) {
          const wanted = expected.tables[table.name];
          const found = await checksumTable(place, table);
          if (!wanted || !sameChecksum(found, wanted)) throw differing(`${scope}.${table.name}`, wanted, found);
        }
        for (const { finds, query } of domain?.service.domain.audits?.(place.schema) ?? []) {
          const names = (await query.execute(tx)).rows.map(({ name }) => name);
          if (names.length > 0) throw new Refusal('restore-differs', `${scope} has ${finds}: ${names.join(', ')}.`);
        }
        for (const name of shapes.get(scope)?.sequences ?? []) {
          const state = expected.sequences[name];
          if (!state) throw new Refusal('restore-differs', `The backup does not say where the sequence ${scope}.${name} stands.`);
          await writeSequence(place, name, state);
        }
        verified.add(scope);
      }),
    /** The rows are the backup's from here on; the domains stay closed. No later start adds the demo company. */
    async commit(replaced: (scope: string) => boolean): Promise<void> {
      const left = domains.find(({ scope }) => !verified.has(scope));
      if (left) throw new Refusal('wrong-step', `The rows of ${left.scope} have not been verified.`);
      for (const { scope } of domains) {
        await writeSeed(tx, scope, { state: 'complete', today: null });
        await writeRestore(tx, scope, { restore, loaded: true, replaces: replaced(scope) });
      }
      await tx.commit().execute();
    },
    rollback: () => tx.rollback().execute(),
  };
}

function differing(name: string, wanted: TableChecksum | undefined, found: TableChecksum): Refusal {
  const said = wanted ? JSON.stringify(wanted) : 'nothing';
  return new Refusal('restore-differs', `${name} is not what the backup says: ${said} there, ${JSON.stringify(found)} here.`);
}

/** Data exceptions and violated constraints (SQLSTATE 22… and 23…): the rows' fault, not the database's. */
function isDataError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && /^2[23]/.test(String(error.code));
}
