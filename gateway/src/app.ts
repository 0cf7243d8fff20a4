import type { ManifestStore } from '@business-m/manifest/store';
import { Hono } from 'hono';
import { adminEndpoints } from './admin/admin-endpoints.ts';
import type { AdminParts } from './admin/admin-parts.ts';
import type { DocTypeOwners } from './discovery/doctype-owners.ts';
import { eventsEndpoint } from './endpoints/events.ts';
import { forwardingEndpoints } from './endpoints/forwarding.ts';
import { healthEndpoint } from './endpoints/health.ts';
import { type InternalParts, internalEndpoint } from './endpoints/internal.ts';
import { overridesEndpoints } from './endpoints/overrides.ts';
import { pageEndpoints } from './endpoints/pages.ts';
import { remotesEndpoint } from './endpoints/remotes.ts';
import { sessionEndpoints } from './endpoints/session.ts';
import { telemetryEndpoint } from './endpoints/telemetry.ts';
import type { ReleaseSetEvents } from './events/release-set-events.ts';
import type { Forward } from './forwarding/forwarder.ts';
import type { Overrides } from './overrides/overrides.ts';
import { createPage } from './page/page.ts';
import type { PauseQueue } from './pause/pause-queue.ts';
import { Refused } from './problem/refused.ts';
import type { GatewayEnv } from './request/request-facts.ts';
import { answerProblem } from './server/answer-problem.ts';
import { sameOrigin } from './server/same-origin.ts';
import { readSession } from './session/session-cookie.ts';
import type { Sessions } from './session/sessions.ts';
import type { SignInLimits } from './session/sign-in-limits.ts';
import type { ShellFiles } from './static/shell-files.ts';
import type { HealthCounts } from './telemetry/health-counts.ts';
import type { UserDirectory } from './users/user-directory.ts';

export interface GatewayParts {
  manifest: ManifestStore;
  owners: DocTypeOwners;
  pauses: PauseQueue;
  forward: Forward;
  users: UserDirectory;
  sessions: Sessions;
  limits: SignInLimits;
  shell: ShellFiles;
  events: ReleaseSetEvents;
  overrides: Overrides;
  counts: HealthCounts;
  /** Null where nothing is edited through this process: tests of everything else. */
  admin: AdminParts | null;
  /** Null where nothing is backed up: tests of everything else. */
  internal: InternalParts | null;
}

/** Everything the gateway answers, in the order in which it is tried. */
export function createApp(parts: GatewayParts): Hono<GatewayEnv> {
  const app = new Hono<GatewayEnv>();
  app.use(readSession(parts.sessions));
  app.use('/api/*', sameOrigin());

  sessionEndpoints(app, parts);
  remotesEndpoint(app, parts);
  eventsEndpoint(app, parts);
  overridesEndpoints(app, parts);
  telemetryEndpoint(app, parts);
  if (parts.admin) adminEndpoints(app, parts.admin);
  healthEndpoint(app, parts);
  const noRoute = () => {
    throw new Refused('no-route', 'The gateway answers nothing at this path.');
  };
  app.all('/api/gateway', noRoute);
  app.all('/api/gateway/*', noRoute);
  if (parts.internal) internalEndpoint(app, { ...parts.internal, manifest: parts.manifest });
  app.all('/internal/*', noRoute);
  forwardingEndpoints(app, parts);
  app.all('/api', noRoute);
  app.all('/api/*', noRoute);
  pageEndpoints(app, { ...parts, page: createPage(parts) });

  app.notFound(noRoute);
  app.onError(answerProblem);
  return app;
}
