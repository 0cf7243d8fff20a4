import { ADMIN_PATH, type AdminEndpointName, adminEndpoints as table } from '@business-m/contract/admin';
import type { Hono } from 'hono';
import type { GatewayEnv } from '../request/request-facts.ts';
import type { AdminParts } from './admin-parts.ts';
import { type AdminHandler, type AdminHandlers, adminRoute } from './admin-route.ts';
import { editHandlers } from './endpoints/edits.ts';
import { environmentHandlers } from './endpoints/environments.ts';
import { fleetHandlers } from './endpoints/fleet.ts';
import { historyHandlers } from './endpoints/history.ts';
import { openApiDocument } from './openapi.ts';

/** `/api/gateway/admin`: what the `desk` command and the desk's own screens for ops call. docs/admin-api.md. */
export function adminEndpoints(app: Hono<GatewayEnv>, parts: AdminParts): void {
  const handlers: AdminHandlers = {
    ...environmentHandlers(parts),
    ...editHandlers(parts),
    ...historyHandlers(parts),
    ...fleetHandlers(parts),
    openapi: async () => ({ body: openApiDocument() }),
  };
  for (const name of Object.keys(table) as AdminEndpointName[]) {
    const { method, path } = table[name];
    app.on(method, `${ADMIN_PATH}${path}`, adminRoute(parts, name, handlers[name] as AdminHandler<typeof name>));
  }
}
