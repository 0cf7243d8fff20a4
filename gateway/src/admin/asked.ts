import { environmentNameSchema } from '@business-m/contract';
import {
  type AdminEndpoint,
  type AdminEndpointName,
  adminEndpoints,
  type ParamsOf,
  type QueryOf,
  type RefusalOf,
  type RequestOf,
  readQuery,
} from '@business-m/contract/admin';
import type { Context } from 'hono';
import { z } from 'zod/mini';
import { type AnswerDetails, Refused } from '../problem/refused.ts';
import { readJson } from '../request/read-json.ts';
import type { GatewayEnv } from '../request/request-facts.ts';
import type { AuditLine } from './audit.ts';
import type { AdminCaller } from './caller.ts';

type SeenOf<Name extends AdminEndpointName> = (typeof adminEndpoints)[Name] extends { precondition: 'seen-or-new' }
  ? number | null
  : number;

/** A request as its entry in the table describes it. */
export interface Asked<Name extends AdminEndpointName> {
  caller: AdminCaller;
  params: ParamsOf<Name>;
  query: QueryOf<Name>;
  /** Reads the body; refuses one that is not as the entry says. */
  body(): Promise<RequestOf<Name>>;
  /** The revision that the caller saw; null: there was none. */
  seen(): SeenOf<Name>;
  /** Adds to the line of the audit log. */
  note(details: Readonly<Record<string, unknown>>): void;
  /** Refuses a caller with none of these roles, where the roles depend on what is asked. */
  need(roles: readonly string[]): void;
  /** A refusal that the entry lists. */
  refusal(code: RefusalOf<Name>, sentence: string, details?: AnswerDetails): Refused;
}

/** The path and the query are judged at once, the body and the preconditions when the handler asks for them. */
export function askedOf<Name extends AdminEndpointName>(c: Context<GatewayEnv>, name: Name, caller: AdminCaller, line: AuditLine) {
  const { path, query, precondition, request }: AdminEndpoint = adminEndpoints[name];
  const note = (details: object) => void Object.assign(line, details);
  const params: Readonly<Record<string, string>> = c.req.param();
  if (path.includes('/:environment') && !environmentNameSchema.safeParse(params.environment).success)
    throw new Refused('unknown-environment', 'There is no such environment.');
  // Which of the entries it is, the compiler cannot follow.
  const asked: Asked<Name> = {
    caller,
    params: params as ParamsOf<Name>,
    query: readQuery(query, (each) => c.req.query(each), badQuery) as QueryOf<Name>,
    body: () => readBody(c, request),
    seen() {
      const parent = readPrecondition(c, precondition === 'seen-or-new');
      note({ parent });
      return parent as SeenOf<Name>;
    },
    note,
    need: (roles) => refuseOthers(caller, roles),
    refusal: (code, sentence, details) => new Refused(code, sentence, details),
  };
  return asked;
}

export function refuseOthers({ roles }: AdminCaller, needed: readonly string[]): void {
  if (!needed.some((role) => roles.includes(role))) throw new Refused('forbidden', `This needs the role ${needed.join(' or ')}.`);
}

function badQuery(name: string, message: string): never {
  throw new Refused('bad-query', `“${name}” is ${message}.`, { field: name });
}

export const tagOf = (number: number): string => `"${number}"`;

/** The revision that the caller decided by (RFC 9110 §13.1.1), or null for `If-None-Match: *` (§13.1.2). */
function readPrecondition(c: Context<GatewayEnv>, mayBeNew: boolean): number | null {
  const header = c.req.header('if-match');
  if (mayBeNew && c.req.header('if-none-match') === '*') {
    if (header === undefined) return null;
    throw new Refused('bad-request', 'Either If-Match or If-None-Match.', { field: 'If-Match' });
  }
  if (header === undefined)
    throw new Refused('if-match-required', 'Say with If-Match which revision you saw: the ETag of the environment.', { field: 'If-Match' });
  const number = /^"(\d{1,15})"$/.exec(header.trim())?.[1];
  if (number === undefined) throw new Refused('bad-request', 'If-Match is one revision in quotes: "12".', { field: 'If-Match' });
  return Number(number);
}

async function readBody(c: Context<GatewayEnv>, request: AdminEndpoint['request']): Promise<never> {
  if (!request) throw new Error(`${c.req.path} takes no body`);
  const parsed = z.safeParse(request.schema, await readJson(c, request.limitBytes));
  if (parsed.success) return parsed.data as never;
  const errors = parsed.error.issues.slice(0, 20).map(({ path, code, message }) => ({ field: path.map(String).join('.'), code, message }));
  const [first] = errors;
  throw new Refused('invalid', `${first?.field || 'The body'}: ${first?.message}`, { field: first?.field ?? '', errors });
}
