import {
  changeOutcomeSchema,
  diffSchema,
  environmentListSchema,
  environmentSchema,
  fleetSchema,
  gateFleetSchema,
  historySchema,
  lostRaceSchema,
  proposalListSchema,
  proposalSchema,
} from '@business-m/contract';
import { problemSchema } from '@business-m/metadata';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { startAdminGateway } from './testing/admin-gateway.ts';
import { type AdminCall, wanted } from './testing/call-admin.ts';
import { shopDocuments } from './testing/shop-documents.ts';

const E = '/environments/:environment';
const lostRace = z.intersection(problemSchema, lostRaceSchema);
const read = { 401: problemSchema, 403: problemSchema, 503: problemSchema };
const readOne = { ...read, 404: problemSchema };
const write = { ...readOne, 400: problemSchema, 409: problemSchema, 413: problemSchema, 415: problemSchema, 422: problemSchema };
const decided = { ...write, 422: problemSchema };

/** Endpoint → status → schema of the body. */
const contracts: Record<string, Record<number, z.core.$ZodType>> = {
  'GET /environments': { ...read, 200: environmentListSchema },
  [`GET ${E}`]: { ...readOne, 200: environmentSchema },
  [`PUT ${E}`]: { ...write, 200: changeOutcomeSchema, 202: changeOutcomeSchema, 412: lostRace, 428: problemSchema },
  [`POST ${E}/changes`]: { ...write, 200: changeOutcomeSchema, 202: changeOutcomeSchema, 412: lostRace, 428: problemSchema },
  [`GET ${E}/history`]: { ...readOne, 200: historySchema, 400: problemSchema },
  [`GET ${E}/diff`]: { ...readOne, 200: diffSchema, 400: problemSchema },
  [`GET ${E}/proposals`]: { ...readOne, 200: proposalListSchema },
  [`POST ${E}/proposals/:id/approve`]: { ...decided, 200: changeOutcomeSchema },
  [`POST ${E}/proposals/:id/reject`]: { ...decided, 200: proposalSchema },
  [`POST ${E}/proposals/:id/withdraw`]: { ...decided, 200: proposalSchema },
  'GET /fleet': { ...read, 200: fleetSchema, 400: problemSchema },
  'GET /gate': { ...read, 200: gateFleetSchema },
};

test('every endpoint of the admin API has a contract', async () => {
  const { app } = await startAdminGateway({ documents: (releases) => shopDocuments(releases) });
  const registered = app.routes
    .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/gateway/admin'))
    .map(({ method, path }) => `${method} ${path.slice('/api/gateway/admin'.length)}`);
  expect([...new Set(registered)].sort()).toEqual(Object.keys(contracts).sort());
});

test('every answer is as its contract says', async () => {
  const { call } = await startAdminGateway({ documents: (releases) => shopDocuments(releases, { approval: true }) });
  const statuses = new Set<string>();
  /** Calls, and checks what comes back. */
  async function check(endpoint: string, status: number, options?: AdminCall, query = '', id = '') {
    const [method = '', path = ''] = endpoint.split(' ');
    const answer = await call(method, path.replace(':environment', 'prod').replace(':id', id) + query, options);
    expect([endpoint, answer.status, answer.body?.code]).toEqual([endpoint, status, answer.body?.code]);
    const schema = contracts[endpoint]?.[status];
    expect(schema, `${endpoint} ${status} has a contract`).toBeDefined();
    if (schema) expect(z.safeParse(schema, answer.body)).toMatchObject({ success: true });
    expect(answer.headers.get('content-type')).toBe(status < 400 ? 'application/json' : 'application/problem+json');
    // Asked for again and again, so that it has a tag.
    expect(answer.headers.get('cache-control')).toBe(endpoint === 'GET /fleet' && status === 200 ? 'private, no-cache' : 'no-store');
    statuses.add(`${endpoint} ${status}`);
    return answer.body;
  }
  const changes = `POST ${E}/changes`;
  const proposal = async (seen = 1) => {
    const { proposal } = await check(changes, 202, { seen, body: wanted({ kind: 'remove', scope: 'shop' }) });
    return proposal.id as string;
  };

  const { head } = await check(`GET ${E}`, 200);
  await check('GET /environments', 200);
  await check('GET /fleet', 200, {}, '?published=true');
  await check('GET /fleet', 400, {}, '?published=yes');
  await check('GET /gate', 200);
  for (const endpoint of Object.keys(contracts).filter((name) => name.startsWith('GET'))) {
    await check(endpoint, 401, { as: null });
    await check(endpoint, 403, { as: 'clerk' });
  }
  await check(`PUT ${E}`, 200, { seen: 1, body: { text: head.text, reason: 'the same' } });
  await check(`PUT ${E}`, 202, { seen: 1, body: { text: head.text.replace('Shop UI', 'Shop team'), reason: 'x' } });
  await check(`PUT ${E}`, 412, { seen: 7, body: { text: head.text, reason: 'x' } });
  await check(`PUT ${E}`, 428, { body: { text: head.text, reason: 'x' } });
  await check(`PUT ${E}`, 422, { seen: 1, body: { text: '{}', reason: 'x' } });
  const [approved, rejected, withdrawn] = [await proposal(), await proposal(), await proposal()];
  await check(`GET ${E}/proposals`, 200);
  await check(`POST ${E}/proposals/:id/approve`, 403, { body: {} }, '', approved);
  await check(`POST ${E}/proposals/:id/approve`, 200, { as: 'ben', body: {} }, '', approved);
  await check(`POST ${E}/proposals/:id/approve`, 409, { as: 'ben', body: {} }, '', approved);
  await check(`POST ${E}/proposals/:id/reject`, 200, { as: 'ben', body: { reason: 'no' } }, '', rejected);
  await check(`POST ${E}/proposals/:id/withdraw`, 200, { body: {} }, '', withdrawn);
  await check(`POST ${E}/proposals/:id/withdraw`, 404, { body: {} }, '', 'abc');
  await check(changes, 412, { seen: 1, body: wanted({ kind: 'lock', reason: 'x' }) });
  await check(changes, 422, { seen: 2, body: wanted({ kind: 'disable', scope: 'shop' }) });
  await check(changes, 200, { seen: 2, body: wanted({ kind: 'lock', reason: 'x' }) });
  await check(changes, 409, { seen: 3, body: wanted({ kind: 'mode', mode: 'indie' }) });
  await check(changes, 428, { body: wanted({ kind: 'unlock' }) });
  await check(`GET ${E}/history`, 200);
  await check(`GET ${E}/history`, 400, {}, '?limit=x');
  await check(`GET ${E}/diff`, 200, {}, '?from=1&to=2');
  await check(`GET ${E}/diff`, 200, {}, '?with=staging');
  await check(`GET ${E}/diff`, 400);
  expect(new Set([...statuses].map((each) => each.split(' ').slice(0, 2).join(' ')))).toEqual(new Set(Object.keys(contracts)));
});
