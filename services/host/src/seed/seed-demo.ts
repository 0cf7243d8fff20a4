import type { DemoDocument, DomainService } from '@business-m/doctype';
import type { CallContext } from '@business-m/protocols';
import { sql } from 'kysely';
import type { HostDatabase } from '../composition.ts';
import { ownerOf } from '../route-references.ts';
import { openSeedRecord } from './seed-state.ts';

const DEADLINE_MS = 60_000;

export interface SeedOptions {
  db: HostDatabase;
  services: readonly DomainService[];
  tenant: string;
  /** The documents to write, or null when none are wanted. */
  documents: readonly DemoDocument[] | null;
}

export type SeedOutcome = 'seeded' | 'already-seeded' | 'not-empty' | 'not-wanted';

/**
 * Migrates every domain and writes the demo company into an empty database, by the calls a user's requests make. Nobody is served before
 * it is complete; after a crash half way everything it wrote is dropped and, if still wanted, written anew.
 */
export async function prepareDatabase({ db, services, tenant, documents }: SeedOptions): Promise<SeedOutcome> {
  const record = await openSeedRecord(db);
  const state = await record.read();
  if (state === 'started') {
    for (const { domain } of services) await sql`drop schema if exists ${sql.id(domain.scope)} cascade`.execute(db);
    // Forgotten at once: if no company is wanted any more, what comes next is somebody's own work.
    await record.write('none', new Date());
  }
  for (const service of services) await service.migrate();
  if (state === 'complete') return 'already-seeded';
  if (documents === null) return 'not-wanted';
  if (!(await isEmpty(services, tenant))) return 'not-empty';
  await record.write('started', new Date());
  for (const document of documents) await write(services, tenant, document);
  for (const { relay } of services) await relay.drain();
  await record.write('complete', new Date());
  return 'seeded';
}

async function write(services: readonly DomainService[], tenant: string, { doctype, values, submit, cancel }: DemoDocument): Promise<void> {
  const service = ownerOf(services, doctype);
  const call = callFor(service, tenant);
  try {
    const { id } = await service.documents.create(doctype, values, call);
    if (submit || cancel) await service.documents.submit(doctype, id, call);
    // A cancellation is made of something that had been posted.
    if (cancel) await service.relay.drain();
    if (cancel) await service.documents.cancel(doctype, id, call);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`the demo company does not fit its own rules: ${doctype} ${JSON.stringify(values).slice(0, 300)}: ${reason}`, {
      cause: error,
    });
  }
}

async function isEmpty(services: readonly DomainService[], tenant: string): Promise<boolean> {
  for (const service of services) {
    for (const { doctype } of service.discovery.docTypes) {
      const { total } = await service.documents.list(doctype, new URLSearchParams({ limit: '1' }), callFor(service, tenant));
      if (total > 0) return false;
    }
  }
  return true;
}

/** Whoever seeds may do what any role may. */
function callFor({ domain }: DomainService, tenant: string): CallContext {
  const roles = [...new Set(domain.docTypes.flatMap(({ permissions }) => permissions.map(({ role }) => role)))];
  return { tenant, user: 'demo@example.com', roles, deadlineMs: Date.now() + DEADLINE_MS, trace: 'seed' };
}
