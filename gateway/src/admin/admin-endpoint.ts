import { ChangeRefusal } from '@business-m/manifest/change';
import { EditRefusal } from '@business-m/manifest/edit';
import { DocumentRefusal, StoreReadOnly, StoreUnavailable } from '@business-m/manifest/store';
import type { Context, Handler } from 'hono';
import { answerOf, Refused } from '../problem/refused.ts';
import type { GatewayEnv } from '../request/request-facts.ts';
import { type AdminCaller, adminCaller, type CallerOptions } from './caller.ts';

export type AdminHandler = (c: Context<GatewayEnv>, caller: AdminCaller) => Promise<Response>;

const RETRY = { headers: { 'retry-after': '2' } };

/** Who may look: publishers too, whose releases are judged by what is live. */
export const readers = ['ops', 'publisher'] as const;
export const editors = ['ops'] as const;

/** An endpoint for callers with one of these roles. What its parts refuse becomes an answer. */
export function adminEndpoint(options: CallerOptions, roles: readonly string[], handler: AdminHandler): Handler<GatewayEnv> {
  return async function adminEndpoint(c) {
    const caller = await adminCaller(c, options);
    refuseOthers(caller, roles);
    try {
      return await handler(c, caller);
    } catch (error) {
      throw asRefused(error);
    }
  };
}

export function refuseOthers({ roles }: AdminCaller, needed: readonly string[]): void {
  if (!needed.some((role) => roles.includes(role))) throw new Refused('forbidden', `This needs the role ${needed.join(' or ')}.`);
}

/** The refusal that an expected failure of a store, a document or a CDN is to a caller; anything else stays the fault it is. */
export function asRefused(error: unknown): unknown {
  if (error instanceof StoreReadOnly)
    return new Refused('store-read-only', 'Documents cannot be written from here: the folder they are in is read-only. Edit their files.');
  if (error instanceof StoreUnavailable)
    return new Refused(
      'store-unavailable',
      'The store of the manifest does not answer at the moment. The desk goes on with what it has.',
      RETRY,
    );
  if (error instanceof EditRefusal || error instanceof ChangeRefusal || error instanceof DocumentRefusal) return answerOf(error);
  return error;
}
