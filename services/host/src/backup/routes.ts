import { backupRequests, type HeldProcess } from '@business-m/metadata/operations';
import { Refusal } from '@business-m/protocols';
import type { Hono } from 'hono';
import type { Logger } from 'pino';
import about from '../../package.json' with { type: 'json' };
import type { CompanySettings } from '../domains/same-company.ts';
import type { HttpEnv } from '../http/authenticate.ts';
import { describeCompany, internalRoutes, readBody } from '../http/internal-routes.ts';
import { type BackupLimits, type BackupSession, backupLimits, holdDomains } from './backup-session.ts';
import type { BackupDomain } from './held-database.ts';

export interface BackupRoutesOptions {
  secret: string;
  domains(): readonly BackupDomain[];
  tenant: string;
  company: CompanySettings;
  log: Pick<Logger, 'info' | 'error'>;
  limits?: BackupLimits;
}

/**
 * `/internal/backup`, for `desk backup` with SERVICE_SECRET (docs/backup.md): `hold` in every process, then `snapshot` in every process, then
 * `rows` and `checksum` of each table, then `release`.
 */
export function backupRoutes({ secret, domains, tenant, company, log, limits = backupLimits }: BackupRoutesOptions): Hono<HttpEnv> {
  let current: { id: string; session: BackupSession } | null = null;
  let opening = false;

  function sessionOf(backup: string): BackupSession {
    if (current?.id === backup) return current.session;
    throw new Refusal('unknown-backup', 'This process knows nothing of this backup: was it restarted, or does another one answer here?');
  }

  const app = internalRoutes(secret, 'backup', log);
  app.post('/hold', async (c) => {
    const { backup } = await readBody(c, backupRequests.step);
    if (opening || (current && current.id !== backup && !current.session.ended()))
      throw new Refusal('backup-under-way', 'Another backup is being read from this process: wait until it is over.');
    opening = true;
    try {
      await current?.session.release();
      current = { id: backup, session: await holdDomains(domains(), limits) };
    } finally {
      opening = false;
    }
    const held: HeldProcess = { desk: about.version, tenant, company: describeCompany(company), scopes: current.session.scopes };
    return c.json(held);
  });
  app.post('/snapshot', async (c) => {
    const { backup } = await readBody(c, backupRequests.step);
    const found = await sessionOf(backup).snapshot();
    log.info({ backup, scopes: Object.keys(found) }, 'a snapshot was taken for a backup');
    return c.json(found);
  });
  app.post('/rows', async (c) => {
    const { backup, scope, table, from } = await readBody(c, backupRequests.rows);
    const { text, next } = await sessionOf(backup).page(scope, table, from);
    return c.body(text, 200, { 'content-type': 'application/x-ndjson', ...(next !== null && { 'next-page': String(next) }) });
  });
  app.post('/checksum', async (c) => {
    const { backup, scope, table } = await readBody(c, backupRequests.checksum);
    return c.json(await sessionOf(backup).checksum(scope, table));
  });
  app.post('/release', async (c) => {
    const { backup } = await readBody(c, backupRequests.step);
    if (current?.id === backup) await current.session.release();
    return c.json({});
  });
  return app;
}
