import { sql } from 'kysely';
import type { HostDatabase, HostedDomain } from '../domains/hosted-domain.ts';
import { CannotStart } from '../environment/variables.ts';
import { readHome } from '../move/domain-home.ts';
import { migrateHost, readSeed, writeSeed } from './seed-record.ts';

/**
 * Updates a PGlite, and drops what an interrupted seeding left: nobody was served before it was complete. @throws CannotStart, with nothing changed,
 * when it is newer than this build
 */
export async function prepareEmbedded(db: HostDatabase, domains: readonly HostedDomain[]): Promise<void> {
  for (const { service } of domains) {
    const { state, detail } = await service.schemaState();
    if (state === 'newer') throw new CannotStart(detail);
  }
  await migrateHost(db);
  const records = await Promise.all(domains.map(({ scope }) => readSeed(db, scope)));
  if (records.some(({ state }) => state === 'started')) {
    for (const { schema, scope } of domains) {
      await sql`drop schema if exists ${sql.id(schema)} cascade`.execute(db);
      // Recorded at once: without a demo company, later documents are real work.
      await writeSeed(db, scope, { state: 'none', today: null });
    }
  }
  // A domain that has moved away stays as it is.
  for (const { service, scope } of domains) if ((await readHome(db, scope)).state === 'home') await service.migrate();
}
