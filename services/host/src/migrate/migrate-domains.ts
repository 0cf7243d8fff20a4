import { openDatabase } from '@business-m/doctype';
import type { Scope } from '@business-m/domains';
import type { DomainHome } from '@business-m/metadata/operations';
import { compose } from '../domains/composition.ts';
import type { HostDatabase, HostedDomain } from '../domains/hosted-domain.ts';
import { type DomainDatabase, databaseKey } from '../environment/database-settings.ts';
import type { Placement } from '../environment/read-environment.ts';
import { requireRoom } from '../move/arrival.ts';
import { readHome, writeHome } from '../move/domain-home.ts';
import { dropFence, raiseFence } from '../move/fence.ts';
import { isHostBehind, migrateHost } from '../seed/seed-record.ts';
import { lockFolder } from '../start/open-databases.ts';

export interface MigrateOptions {
  /** Only reports. */
  checkOnly: boolean;
  /** Prepares an empty database as the target of a move: it is not served before the domain has arrived. */
  forMove?: boolean;
  say(line: string): void;
}

/** Updates the database of each domain in turn; a failure does not stop the others. Answers whether all are up to date. */
export async function migrateDomains({ databases, domains }: Placement, { checkOnly, forMove = false, say }: MigrateOptions) {
  let upToDate = true;
  for (const scope of domains) {
    const settings = databases[scope] as DomainDatabase;
    const name = `${scope} (${databaseKey(settings)}, schema ${settings.schema})`;
    try {
      const { done, line } = await withDomain(
        scope,
        settings,
        async (domain) =>
          (await checkMoved(domain, checkOnly)) ??
          (checkOnly ? check(domain) : forMove ? migrateForMove(domain, settings.database) : migrate(domain)),
      );
      upToDate &&= done;
      say(`${name}: ${line}`);
    } catch (error) {
      upToDate = false;
      say(`${name}: ${sentence(error)} Nothing was changed.`);
    }
  }
  return upToDate;
}

const MOVED = 'it has moved to another database; what it left here is a closed copy.';
const AWAITED = 'it is not served here before it has been moved here.';

interface Outcome {
  done: boolean;
  line: string;
}

/** The outcome for a domain that does not simply live in this database; null for others. */
async function checkMoved(domain: HostedDomain, checkOnly: boolean): Promise<Outcome | null> {
  const { service, scope, db } = domain;
  const home = await readHome(db, scope);
  const { state } = home;
  if (state === 'home') return null;
  if (state === 'left') return checkOnly ? { done: true, line: describeLeft(home) } : migrateCopy(domain, home);
  const { state: schema, detail } = await service.schemaState();
  return { done: schema === 'current', line: `it is being moved, and is not changed before that is over. ${detail}` };
}

/** The copy that a moved domain left is migrated too, or it could not come back; the fence keeps everything else out. */
async function migrateCopy({ service, scope, schema, db }: HostedDomain, home: DomainHome): Promise<Outcome> {
  const { state, detail } = await service.schemaState();
  if (state === 'newer') return { done: false, line: detail };
  await migrateHost(db);
  if (state === 'current') return { done: true, line: describeLeft(home) };
  await db.transaction().execute((tx) => dropFence(tx, schema));
  try {
    await service.migrate();
  } finally {
    await raiseFence({ db, schema }, scope, home);
  }
  return { done: true, line: `${describeLeft(home)} Its schema was brought up to date.` };
}

const describeLeft = ({ move }: DomainHome) => (move === null ? AWAITED : MOVED);

/** A domain that has moved in already is migrated as usual. */
async function migrateForMove(domain: HostedDomain, { engine }: DomainDatabase['database']): Promise<Outcome> {
  const { scope, schema, db } = domain;
  if (engine === 'pglite') return { done: false, line: 'Nothing can be moved into PGlite: name a PostgreSQL with DATABASE_URL.' };
  if ((await readHome(db, scope)).move !== null) return migrate(domain);
  await requireRoom({ db, schema }, scope);
  const { done, line } = await migrate(domain);
  if (done) await writeHome(db, scope, { state: 'left', move: null });
  return { done, line: done ? `${AWAITED} ${line}` : line };
}

async function check({ service, db }: HostedDomain): Promise<Outcome> {
  const { state, detail } = await service.schemaState();
  if (state === 'current' && (await isHostBehind(db)))
    return { done: false, line: 'The schema “host” is not up to date. Run npm run migrate.' };
  return { done: state === 'current', line: detail };
}

async function migrate({ service, db }: HostedDomain): Promise<Outcome> {
  const before = await service.schemaState();
  if (before.state === 'newer') return { done: false, line: before.detail };
  await migrateHost(db);
  if (before.state === 'current') return { done: true, line: before.detail };
  await service.migrate();
  return { done: true, line: `brought up to date. Before: ${before.detail.replace(' Run npm run migrate.', '')}` };
}

async function withDomain<T>(scope: Scope, { database, schema }: DomainDatabase, work: (domain: HostedDomain) => Promise<T>): Promise<T> {
  const lock = database.engine === 'pglite' ? lockFolder(database.folder) : null;
  let db: HostDatabase | null = null;
  try {
    db = await openDatabase(database);
    const { domains } = compose({ places: [{ scope, db, schema }], link: null, onError: () => {} });
    return await work(domains.all()[0] as HostedDomain);
  } finally {
    await db?.destroy();
    lock?.release();
  }
}

function sentence(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
