import { sql } from 'kysely';
import type { HostDatabase, HostedDomain } from '../domains/hosted-domain.ts';
import { CannotStart } from '../environment/variables.ts';
import { isEmpty } from '../seed/write-document.ts';
import { tableExists } from '../tables/schema-shape.ts';

/** Notes in which currency a domain's amounts are. @throws CannotStart for another one, once there are documents: nothing is converted */
export async function keepCurrency(
  { scope, service, db }: Pick<HostedDomain, 'scope' | 'service' | 'db'>,
  currency: string | undefined,
  tenant: string,
): Promise<void> {
  const kept = await readCurrency(db, scope);
  // Not said is not another one: amounts are shown without their currency.
  if (currency === undefined || kept === currency) return;
  if (kept === null || (await isEmpty(service, tenant))) return writeCurrency(db, scope, currency);
  throw new CannotStart(
    `DESK_CURRENCY is ${currency}, but the documents of ${scope} are in ${kept}, and amounts are not converted: set DESK_CURRENCY=${kept}.`,
  );
}

async function readCurrency(db: HostDatabase, scope: string): Promise<string | null> {
  if (!(await tableExists(db, 'host.domain_currency'))) return null;
  const { rows } = await sql<{ currency: string }>`select currency from host.domain_currency where scope = ${scope}`.execute(db);
  return rows[0]?.currency ?? null;
}

async function writeCurrency(db: HostDatabase, scope: string, currency: string): Promise<void> {
  await sql`create table if not exists host.domain_currency (scope text primary key, currency text not null)`.execute(db);
  await sql`insert into host.domain_currency (scope, currency) values (${scope}, ${currency})
    on conflict (scope) do update set currency = excluded.currency`.execute(db);
}
