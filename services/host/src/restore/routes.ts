import { type LookedProcess, restoreRequests } from '@business-m/metadata/operations';
import { Refusal } from '@business-m/protocols';
import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Logger } from 'pino';
import about from '../../package.json' with { type: 'json' };
import type { CompanySettings } from '../domains/same-company.ts';
import type { HttpEnv } from '../http/authenticate.ts';
import { describeCompany, internalRoutes, readBody } from '../http/internal-routes.ts';
import { createRestoringProcess, type RestoringOptions } from './restoring-process.ts';

/** A page of rows, of which one alone may be large. */
const BODY_LIMIT_BYTES = 64 * 1_048_576;

export interface RestoreRoutesOptions extends RestoringOptions {
  secret: string;
  tenant: string;
  company: CompanySettings;
  log: Pick<Logger, 'info' | 'error'>;
}

const RUN_CHARACTERS = 64;
/** Which command asks; one of an older desk does not say. */
const runOf = (c: Context<HttpEnv>) => (c.req.header('restore-run') ?? '').slice(0, RUN_CHARACTERS);
/**
 * `/internal/restore`, for `desk restore` with SERVICE_SECRET (docs/backup.md): `look`, then in every process `begin`, `settle`, `rows` of each
 * table, `verify` of each domain; then in every process `commit`, then `open`. Or `undo`.
 */
export function restoreRoutes({ secret, tenant, company, log, ...options }: RestoreRoutesOptions): Hono<HttpEnv> {
  const restoring = createRestoringProcess(options);
  const app = internalRoutes(secret, 'restore', log);
  app.use(
    bodyLimit({
      maxSize: BODY_LIMIT_BYTES,
      onError: () => {
        throw new Refusal('body-too-large', 'A page of rows has at most 64 MiB.');
      },
    }),
  );
  app.post('/look', async (c) => {
    const standings = await restoring.look(await readBody(c, restoreRequests.begin));
    const looked: LookedProcess = { desk: about.version, tenant, company: describeCompany(company), standings };
    return c.json(looked);
  });
  app.post('/begin', async (c) => {
    const request = await readBody(c, restoreRequests.begin);
    log.info({ restore: request.restore, scopes: Object.keys(request.shapes) }, 'domains are being restored');
    return c.json({ standings: await restoring.begin(request, runOf(c)) });
  });
  app.post('/rows/:scope/:table', async (c) => {
    const lines = (await c.req.text()).split('\n').filter((line) => line !== '');
    await restoring.rows(c.req.param('scope'), c.req.param('table'), lines, runOf(c));
    return c.json({ rows: lines.length });
  });
  app.post('/verify', async (c) => {
    const { scope, ...expected } = await readBody(c, restoreRequests.verify);
    await restoring.verify(scope, expected, runOf(c));
    return c.json({});
  });
  app.post('/settle', async (c) => {
    await restoring.settle();
    return c.json({});
  });
  app.post('/commit', async (c) => {
    await restoring.commit(runOf(c));
    return c.json({});
  });
  app.post('/open', async (c) => {
    const { restore, scopes } = await readBody(c, restoreRequests.open);
    await restoring.open(restore, scopes, runOf(c));
    log.info({ restore, scopes }, 'domains have been restored');
    return c.json({});
  });
  app.post('/undo', async (c) => {
    const { restore, scopes, aborts } = await readBody(c, restoreRequests.undo);
    await restoring.undo(restore, scopes, runOf(c), aborts);
    log.info({ restore, scopes }, 'a restore of domains was undone');
    return c.json({});
  });
  return app;
}
