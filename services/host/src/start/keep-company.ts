import { sql } from 'kysely';
import type { HostDatabase, HostedDomain } from '../domains/hosted-domain.ts';
import { isRoundedOtherwise, zoneOf } from '../domains/same-company.ts';
import { CannotStart } from '../environment/variables.ts';
import { isEmpty } from '../seed/write-document.ts';
import { tableExists } from '../tables/schema-shape.ts';

/** What a process is told of the company that decides how its documents read. */
export interface KeptCompany {
  /** Of all amounts (ISO 4217: `NOK`); not said is not another one: amounts are shown without their currency, to two digits. */
  currency?: string | undefined;
  /** Decides what today is (IANA: `Europe/Oslo`). */
  timeZone: string;
  /** The zone that the company has left, if it has moved. */
  timeZoneBefore?: string | undefined;
}

type Domain = Pick<HostedDomain, 'scope' | 'service' | 'db'>;

/** Notes in which currency a domain's amounts are, and in which time zone its days. @throws CannotStart for another one, once there are documents */
export async function keepCompany(domain: Domain, { currency, timeZone, timeZoneBefore }: KeptCompany, tenant: string): Promise<void> {
  const { scope, service, db } = domain;
  const isNew = (kept: string | null) => kept === null || isEmpty(service, tenant);
  const money = await readKept(db, scope, 'currency');
  if (currency === undefined ? money !== null && isRoundedOtherwise(money) : money !== currency) {
    if (await isNew(money)) await writeKept(db, scope, 'currency', currency);
    else
      throw new CannotStart(
        `DESK_CURRENCY is ${currency ?? 'not set'}, but the documents of ${scope} are in ${money}, and amounts are not converted: set DESK_CURRENCY=${money}.`,
      );
  }
  const zone = await readKept(db, scope, 'time_zone');
  if (zone !== null && zoneOf(zone) === zoneOf(timeZone)) return;
  if ((await isNew(zone)) || (timeZoneBefore !== undefined && zoneOf(timeZoneBefore) === zoneOf(zone ?? '')))
    return writeKept(db, scope, 'time_zone', timeZone);
  throw new CannotStart(
    `DESK_TIME_ZONE is ${timeZone}, but the days of ${scope} are those of ${zone}: set DESK_TIME_ZONE=${zone}. If the company has moved, say so with DESK_TIME_ZONE_BEFORE=${zone}.`,
  );
}

type Setting = 'currency' | 'time_zone';

async function readKept(db: HostDatabase, scope: string, setting: Setting): Promise<string | null> {
  if (!(await tableExists(db, `host.domain_${setting}`))) return null;
  const { rows } = await sql<{ kept: string }>`select ${sql.id(setting)} as kept from ${tableOf(setting)} where scope = ${scope}`.execute(
    db,
  );
  return rows[0]?.kept ?? null;
}

async function writeKept(db: HostDatabase, scope: string, setting: Setting, value: string | undefined): Promise<void> {
  if (value === undefined) return;
  const column = sql.id(setting);
  await db.transaction().execute(async (tx) => {
    // One at a time: several domains of one database start at once, and both would make the table.
    await sql`select pg_advisory_xact_lock(hashtext('host.domain_settings'))`.execute(tx);
    await sql`create table if not exists ${tableOf(setting)} (scope text primary key, ${column} text not null)`.execute(tx);
    await sql`insert into ${tableOf(setting)} (scope, ${column}) values (${scope}, ${value})
      on conflict (scope) do update set ${column} = excluded.${column}`.execute(tx);
  });
}

const tableOf = (setting: Setting) => sql.id('host', `domain_${setting}`);
