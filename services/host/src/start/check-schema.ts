import { CannotStart } from '../cannot-start.ts';
import type { HostedDomain } from '../domains/hosted-domain.ts';
import { isHostBehind } from '../seed/seed-record.ts';
import type { OpenDatabase } from './open-databases.ts';

/**
 * What has to be done to the schema first, or null. PGlite was brought up to date when it was opened; PostgreSQL never is by a server.
 *
 * @throws CannotStart when the database is newer than this build.
 */
export async function checkSchema({ service, db }: HostedDomain, { engine }: OpenDatabase): Promise<string | null> {
  if (engine === 'pglite') return null;
  const { state, detail } = await service.schemaState();
  if (state === 'newer') throw new CannotStart(detail);
  if (state === 'behind') return detail;
  return (await isHostBehind(db)) ? 'The schema “host” is not up to date. Run npm run migrate.' : null;
}
