import type { Hono } from 'hono';
import type { GatewayEnv } from '../request/request-facts.ts';
import type { AdminParts } from './admin-parts.ts';
import { changesEndpoint } from './endpoints/changes.ts';
import { diffEndpoint } from './endpoints/diff.ts';
import { environmentEndpoints } from './endpoints/environment.ts';
import { environmentsEndpoint } from './endpoints/environments.ts';
import { fleetEndpoint } from './endpoints/fleet.ts';
import { gateEndpoint } from './endpoints/gate.ts';
import { historyEndpoint } from './endpoints/history.ts';
import { proposalEndpoints } from './endpoints/proposals.ts';

/** `/api/gateway/admin`: what the `desk` command and the desk's own screens for ops call. docs/admin-api.md. */
export function adminEndpoints(app: Hono<GatewayEnv>, parts: AdminParts): void {
  environmentsEndpoint(app, parts);
  environmentEndpoints(app, parts);
  changesEndpoint(app, parts);
  historyEndpoint(app, parts);
  diffEndpoint(app, parts);
  proposalEndpoints(app, parts);
  fleetEndpoint(app, parts);
  gateEndpoint(app, parts);
}
