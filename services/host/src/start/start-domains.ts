import { setTimeout as delay } from 'node:timers/promises';
import { Unavailable } from '@business-m/protocols';
import type { Logger } from 'pino';
import type { HostedDomain } from '../domains/hosted-domain.ts';
import { CannotStart } from '../environment/variables.ts';
import { readHome } from '../move/domain-home.ts';
import { prepareEmbedded } from '../seed/prepare-embedded.ts';
import { type SeedOptions, seedDomain } from '../seed/seed-domain.ts';
import { isHostBehind } from '../seed/seed-record.ts';
import type { ProcessState } from '../state/process-state.ts';
import { type KeptCompany, keepCompany } from './keep-company.ts';
import type { OpenDatabase } from './open-databases.ts';

const RETRY_FIRST_MS = 500;
const RETRY_LONGEST_MS = 4_000;

export interface StartOptions {
  database: OpenDatabase;
  /** Those whose data it holds, in the order in which they need each other. */
  domains: readonly HostedDomain[];
  state: ProcessState;
  seedOf(domain: HostedDomain): SeedOptions;
  company: KeptCompany;
  /** How this process contradicts the one with the general ledger, in a sentence, or null. */
  contradiction(): Promise<string | null>;
  tenant: string;
  log: Logger;
  signal: AbortSignal;
}

/** Takes a database's domains to serving. Waits for what may recover, and throws what needs another build or setting. */
export async function startDomains(options: StartOptions): Promise<void> {
  const { domains, database, state, signal } = options;
  let retryMs = RETRY_FIRST_MS;
  let prepared = false;
  while (!signal.aborted) {
    try {
      if (database.engine === 'pglite' && !prepared) await prepareEmbedded(database.db, domains);
      prepared = true;
      const blocked = await takeUp(options);
      if (blocked === null) {
        for (const { scope } of domains) state.waits(scope, null);
        return;
      }
      for (const domain of domains) if (domain.phase() !== 'serving') state.waits(domain.scope, blocked);
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      for (const domain of domains) if (domain.phase() !== 'serving') state.waits(domain.scope, error.message);
    }
    await delay(retryMs, undefined, { signal }).catch(() => {});
    retryMs = Math.min(RETRY_LONGEST_MS, retryMs * 2);
  }
}

/** null once each domain is where it belongs; otherwise what is waited for. */
async function takeUp({ database, domains, state, seedOf, company, contradiction, tenant, log }: StartOptions): Promise<string | null> {
  const probed = await database.watch.probe();
  if (probed.state === 'unavailable') return probed.message;
  const contradicted = await contradiction();
  if (contradicted !== null) return contradicted;
  for (const domain of domains) {
    const blocked = domain.phase() === 'starting' ? await place(domain, database, log) : null;
    if (blocked !== null) return blocked;
    if (domain.phase() === 'seeding') await keepCompany(domain, company, tenant);
  }
  const seeding = domains.filter((domain) => domain.phase() === 'seeding');
  for (const domain of seeding) {
    const seed = await seedDomain(domain, seedOf(domain));
    state.waits(domain.scope, null);
    log.info({ domain: domain.scope, seed }, 'the database is ready');
    // In PGlite, which a restart clears of an incomplete demo company, nobody may write before it is complete.
    if (database.engine === 'postgres') await domain.resume();
  }
  for (const domain of seeding) await domain.resume();
  return null;
}

/** Whether the domain is here, and its schema fits. What has to be done first, or null. */
async function place(domain: HostedDomain, database: OpenDatabase, log: Logger): Promise<string | null> {
  const { scope, db } = domain;
  const home = await readHome(db, scope);
  if (home.state === 'left') {
    await domain.giveUp();
    log.info({ domain: scope, move: home.move }, 'this domain has moved to another process');
    return null;
  }
  const behind = await checkSchema(domain, database);
  if (behind !== null) return behind;
  if (home.state === 'home') {
    domain.prepare();
  } else {
    await domain.pause();
    log.warn({ domain: scope, move: home.move, home: home.state }, 'this domain is being moved: the move says when it is served');
  }
  return null;
}

/** What must be done to a PostgreSQL schema before serving, or null. @throws CannotStart when it is newer than this build. */
async function checkSchema({ service, db }: HostedDomain, { engine }: OpenDatabase): Promise<string | null> {
  if (engine === 'pglite') return null;
  const { state, detail } = await service.schemaState();
  if (state === 'newer') throw new CannotStart(detail);
  if (state === 'behind') return detail;
  return (await isHostBehind(db)) ? 'The schema “host” is not up to date. Run npm run migrate.' : null;
}
