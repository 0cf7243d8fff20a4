import type { Context, Handler } from 'hono';
import { type GatewayEnv, requestFacts } from '../request/request-facts.ts';
import { asRefused } from './admin-endpoint.ts';
import type { AdminParts } from './admin-parts.ts';
import { type AuditLine, audited } from './audit.ts';
import { type AdminCaller, adminCaller } from './caller.ts';
import { environmentOf } from './request-parts.ts';

export interface Attempt {
  environment: string;
  caller: AdminCaller;
  /** Puts more into the attempt's line in the log. */
  note: (details: Readonly<Record<string, unknown>>) => void;
}

/** An endpoint that writes to an environment: whatever comes of an attempt, whoever made it, the log has its line. */
export function adminWrite(
  parts: AdminParts,
  action: string,
  handler: (c: Context<GatewayEnv>, attempt: Attempt) => Promise<Response>,
): Handler<GatewayEnv> {
  return function adminWrite(c) {
    const { id: request } = requestFacts(c.env.incoming);
    const line: AuditLine = { action, environment: (c.req.param('environment') ?? '').slice(0, 40), by: null, request };
    return audited(parts.log, line, async () => {
      try {
        const caller = await adminCaller(c, parts);
        line.by = caller.author;
        return await handler(c, { environment: environmentOf(c), caller, note: (details) => void Object.assign(line, details) });
      } catch (error) {
        throw asRefused(error);
      }
    });
  };
}
