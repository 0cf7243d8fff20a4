import { z } from 'zod/mini';
import { scopeSchema } from '../names.ts';
import { releaseIdSchema } from '../release.ts';
import { differenceSchema, revisionSchema } from '../revision.ts';
import { thrownSchema } from '../telemetry.ts';
import * as environments from './environments.ts';
import { fleetSchema, gateFleetSchema, mappedStackSchema } from './fleet.ts';
import {
  type AdminRefusal,
  callerRefusals,
  decisionRefusals,
  editRefusals,
  raceRefusals,
  storeRefusals,
  writeRefusals,
} from './refusals.ts';

/** Where all of them are. */
export const ADMIN_PATH = '/api/gateway/admin';

/** Publishers look too: their releases are judged by what is live. */
const readers = ['ops', 'publisher'] as const;
const editors = ['ops'] as const;

/** One endpoint: the gateway's route, the clients, the OpenAPI document and the table in docs/admin-api.md follow from it. */
export interface AdminEndpoint {
  /** Everything but a GET is written to the audit log. */
  method: 'GET' | 'PUT' | 'POST';
  /** Below {@link ADMIN_PATH}. `:environment` is the name of one; other parameters are the handler's to judge. */
  path: `/${string}`;
  /** A phrase for the documentation. */
  summary: string;
  /** One of them is needed. */
  roles: readonly string[];
  /** Of the decoded values. A message completes the sentence “limit” is …. */
  query?: z.ZodMiniObject;
  /** If-Match with the revision that the caller saw; `or-new`: or `If-None-Match: *`. */
  precondition?: 'seen' | 'seen-or-new';
  request?: { schema: z.ZodMiniType; limitBytes: number };
  answer: z.ZodMiniType;
  /** 202 as well as 200: written down, but waiting for approval. */
  mayWait?: true;
  /** `revision`: the number of the newest one. `bytes`: a hash of the answer; who knows it gets 304. */
  tag?: 'revision' | 'bytes';
  /** All codes that it may refuse with. */
  refusals: readonly AdminRefusal[];
}

const whole = (from: number, to: number) => {
  const message = `a whole number from ${from} to ${to}`;
  return z.optional(z.int(message).check(z.minimum(from, message), z.maximum(to, message)));
};
const revisionNumber = () => whole(1, Number.MAX_SAFE_INTEGER);

const decision = {
  method: 'POST',
  roles: editors,
  request: { schema: environments.decisionSchema, limitBytes: 8_192 },
  refusals: [...writeRefusals, ...decisionRefusals],
} as const;

export const adminEndpoints = {
  environments: {
    method: 'GET',
    path: '/environments',
    summary:
      'all environments: head, lock, how many proposals wait, why the newest text is not in effect; without documents that are only extended',
    roles: readers,
    answer: environments.environmentListSchema,
    refusals: storeRefusals,
  },
  environment: {
    method: 'GET',
    path: '/environments/:environment',
    summary: 'the newest revision with its text, and the document merged over what it extends',
    roles: readers,
    answer: environments.environmentSchema,
    tag: 'revision',
    refusals: [...storeRefusals, 'unknown-environment', 'unacceptable'],
  },
  edit: {
    method: 'PUT',
    path: '/environments/:environment',
    summary: 'the whole document anew; an outcome',
    roles: editors,
    precondition: 'seen-or-new',
    // A document of 1 MiB with its escapes; nginx allows as much.
    request: { schema: environments.editSchema, limitBytes: 2 * 1_048_576 },
    answer: environments.changeOutcomeSchema,
    mayWait: true,
    tag: 'revision',
    refusals: [...writeRefusals, ...raceRefusals, ...editRefusals],
  },
  changes: {
    method: 'POST',
    path: '/environments/:environment/changes',
    summary: 'at most 200 changes, all or none; publishers may make dry runs only; an outcome',
    roles: readers,
    precondition: 'seen',
    request: { schema: environments.changesRequestSchema, limitBytes: 1_048_576 },
    answer: environments.changeOutcomeSchema,
    mayWait: true,
    tag: 'revision',
    refusals: [...writeRefusals, ...raceRefusals, ...editRefusals],
  },
  history: {
    method: 'GET',
    path: '/environments/:environment/history',
    summary: 'revisions, newest first, 20 a page unless `limit` says otherwise, each with at most 50 differences to its parent',
    roles: readers,
    query: z.object({ limit: whole(1, 100), before: revisionNumber() }),
    answer: environments.historySchema,
    refusals: [...storeRefusals, 'unknown-environment', 'bad-query'],
  },
  revision: {
    method: 'GET',
    path: '/environments/:environment/revisions/:number',
    summary: 'one revision with its text, and at most 2,000 differences to its parent',
    roles: readers,
    answer: z.object({ revision: revisionSchema, differences: z.array(differenceSchema) }),
    refusals: [...storeRefusals, 'unknown-environment', 'unknown-revision'],
  },
  diff: {
    method: 'GET',
    path: '/environments/:environment/diff',
    summary: 'two revisions (`to` absent: the newest), or two environments (`with`); at most 2,000 differences',
    roles: readers,
    query: z.object({ from: revisionNumber(), to: revisionNumber(), with: z.optional(z.string()) }),
    answer: environments.diffSchema,
    refusals: [...storeRefusals, 'unknown-environment', 'unknown-revision', 'bad-query', 'unacceptable'],
  },
  proposals: {
    method: 'GET',
    path: '/environments/:environment/proposals',
    summary: 'newest first: all that wait, and of those decided up to 100 together',
    roles: readers,
    answer: environments.proposalListSchema,
    refusals: [
      ...storeRefusals,
      'unknown-environment',
      'unknown-proposal',
      'store-read-only',
      'too-many-proposals',
      'unacceptable',
      'overloaded',
    ],
  },
  approve: {
    ...decision,
    path: '/environments/:environment/proposals/:id/approve',
    summary: 'writes the change of somebody else over the newest revision; an outcome',
    answer: environments.changeOutcomeSchema,
    tag: 'revision',
    refusals: [...decision.refusals, ...editRefusals, 'stale-proposal'],
  },
  reject: {
    ...decision,
    path: '/environments/:environment/proposals/:id/reject',
    summary: 'refuses the change of somebody else; the proposal',
    answer: environments.proposalSchema,
  },
  withdraw: {
    ...decision,
    path: '/environments/:environment/proposals/:id/withdraw',
    summary: 'withdraws a change of one’s own; the proposal',
    answer: environments.proposalSchema,
  },
  fleet: {
    method: 'GET',
    path: '/fleet',
    summary:
      'what the environment served here consists of: releases, health, upstreams; `scope`: of one remote; `published=true`: with the CDN’s newest 50 of each, and who signed them',
    roles: readers,
    query: z.object({ scope: z.optional(z.string()), published: z.optional(z.literal(true, 'true or not there')) }),
    answer: fleetSchema,
    tag: 'bytes',
    refusals: [...callerRefusals, 'bad-query', 'manifest-unavailable'],
  },
  stack: {
    method: 'GET',
    path: '/stack',
    summary: 'a stack of a release’s files by the files, lines and functions of its team, as far as its source maps know them',
    roles: editors,
    query: z.object({ scope: scopeSchema, release: releaseIdSchema, stack: thrownSchema.shape.stack }),
    answer: mappedStackSchema,
    refusals: [...callerRefusals, 'bad-query', 'manifest-unavailable', 'overloaded'],
  },
  gate: {
    method: 'GET',
    path: '/gate',
    summary: 'what a publication is checked against: every release that any environment names',
    roles: readers,
    answer: gateFleetSchema,
    refusals: [...storeRefusals, 'manifest-unavailable'],
  },
  openapi: {
    method: 'GET',
    path: '/openapi.json',
    summary: 'this table as an OpenAPI 3.1 document',
    roles: readers,
    answer: z.record(z.string(), z.unknown()),
    refusals: callerRefusals,
  },
} as const satisfies Record<string, AdminEndpoint>;

type Table = typeof adminEndpoints;
export type AdminEndpointName = keyof Table;

/** The parts of an entry, as types. */
export type AnswerOf<Name extends AdminEndpointName> = z.infer<Table[Name]['answer']>;
export type RefusalOf<Name extends AdminEndpointName> = Table[Name]['refusals'][number];
export type QueryOf<Name extends AdminEndpointName> = Table[Name] extends { query: infer Query extends z.ZodMiniType }
  ? z.infer<Query>
  : Record<never, never>;
export type RequestOf<Name extends AdminEndpointName> = Table[Name] extends { request: { schema: infer Schema extends z.ZodMiniType } }
  ? z.infer<Schema>
  : never;
export type ParamsOf<Name extends AdminEndpointName> = Record<ParamsIn<Table[Name]['path']>, string>;

type ParamsIn<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamsIn<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;
