import { createHash } from 'node:crypto';
import { type AdminEndpoint, type AdminEndpointName, type AnswerOf, adminEndpoints } from '@business-m/contract/admin';
import { ChangeRefusal } from '@business-m/manifest/change';
import { EditRefusal } from '@business-m/manifest/edit';
import { DocumentRefusal, StoreReadOnly, StoreUnavailable } from '@business-m/manifest/store';
import type { Context, Handler } from 'hono';
import { answerOf, Refused } from '../problem/refused.ts';
import { type GatewayEnv, requestFacts } from '../request/request-facts.ts';
import { matches } from '../static/content-coding.ts';
import type { AdminParts } from './admin-parts.ts';
import { type Asked, askedOf, refuseOthers, tagOf } from './asked.ts';
import { type AuditLine, audited } from './audit.ts';
import { adminCaller } from './caller.ts';

export interface Answered<Name extends AdminEndpointName> {
  body: AnswerOf<Name>;
  /** The number of the newest revision, for the tag. */
  revision?: number | undefined;
  /** Written down, but waiting for approval: 202. */
  waits?: boolean;
}

export type AdminHandler<Name extends AdminEndpointName> = (asked: Asked<Name>) => Promise<Answered<Name>>;
export type AdminHandlers<Name extends AdminEndpointName = AdminEndpointName> = { [Each in Name]: AdminHandler<Each> };

/** The route of one entry of the table: checks the caller, reads the request, sends the answer. Every attempt to write is in the audit log. */
export function adminRoute<Name extends AdminEndpointName>(
  parts: AdminParts,
  name: Name,
  handler: AdminHandler<Name>,
): Handler<GatewayEnv> {
  const endpoint: AdminEndpoint = adminEndpoints[name];
  return function adminRoute(c) {
    const { environment = '', id } = c.req.param() as { environment?: string; id?: string };
    const line: AuditLine = {
      action: name,
      environment: environment.slice(0, 40),
      by: null,
      request: requestFacts(c.env.incoming).id,
      ...(id !== undefined && { proposal: id.slice(0, 40) }),
    };
    const attempt = async () => {
      try {
        const caller = await adminCaller(c, parts);
        line.by = caller.author;
        refuseOthers(caller, endpoint.roles);
        return send(c, endpoint, await handler(askedOf(c, name, caller, line)));
      } catch (error) {
        throw asRefused(error);
      }
    };
    return endpoint.method === 'GET' ? attempt() : audited(parts.log, line, attempt);
  };
}

function send(c: Context<GatewayEnv>, { tag }: AdminEndpoint, { body, revision, waits }: Answered<AdminEndpointName>): Response {
  if (tag !== 'bytes') {
    const headers = { 'cache-control': 'no-store', ...(revision !== undefined && { etag: tagOf(revision) }) };
    return c.json(body, waits ? 202 : 200, headers);
  }
  const text = JSON.stringify(body);
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  const headers = { etag, 'cache-control': 'private, no-cache', vary: 'Cookie, Authorization' };
  if (matches(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
  return c.body(text, 200, { ...headers, 'content-type': 'application/json' });
}

const storeAway = 'The store of the manifest does not answer at the moment. The desk goes on with what it has.';

/** Turns an expected failure of a store, a document or a CDN into a refusal; anything else stays a fault. */
function asRefused(error: unknown): unknown {
  if (error instanceof StoreReadOnly)
    return new Refused('store-read-only', 'Documents cannot be written from here: the folder they are in is read-only. Edit their files.');
  if (error instanceof StoreUnavailable) return new Refused('store-unavailable', storeAway, { retryAfterSeconds: 2 });
  if (error instanceof EditRefusal || error instanceof ChangeRefusal || error instanceof DocumentRefusal) return answerOf(error);
  return error;
}
