import { type AdminEndpointName, adminEndpoints } from '@business-m/contract/admin';
import { expect, expectTypeOf, test } from 'vitest';
import type { AdminHandler, Answered } from './admin-route.ts';
import type { Asked } from './asked.ts';
import { startAdminGateway } from './testing/admin-gateway.ts';
import { type AdminCall, wanted } from './testing/call-admin.ts';
import { shopDocuments } from './testing/shop-documents.ts';

const names = Object.keys(adminEndpoints) as AdminEndpointName[];

test('every endpoint answers and refuses as the table says', async () => {
  const { call } = await startAdminGateway({ documents: (releases) => shopDocuments(releases, { approval: true }) });
  const answered = new Set<string>();
  /** Calls; `callAdmin` holds what comes back to the table. */
  async function check(name: AdminEndpointName, status: number, options?: AdminCall, query = '', id = '', number = '1') {
    const { method, path } = adminEndpoints[name];
    const answer = await call(method, path.replace(':environment', 'prod').replace(':id', id).replace(':number', number) + query, options);
    expect([name, answer.status, answer.body?.code]).toEqual([name, status, answer.body?.code]);
    expect(answer.headers.get('content-type')).toBe(status < 400 ? 'application/json' : 'application/problem+json');
    // The fleet is asked for again and again, so that it has a tag.
    expect(answer.headers.get('cache-control')).toBe(name === 'fleet' && status === 200 ? 'private, no-cache' : 'no-store');
    answered.add(name);
    return answer.body;
  }
  const proposal = async (seen = 1) => {
    const { proposal } = await check('changes', 202, { seen, body: wanted({ kind: 'remove', scope: 'shop' }) });
    return proposal.id as string;
  };

  const { head } = await check('environment', 200);
  await check('environments', 200);
  await check('fleet', 200, {}, '?published=true');
  await check('fleet', 400, {}, '?published=yes');
  await check('gate', 200);
  await check('openapi', 200);
  for (const name of names.filter((each) => adminEndpoints[each].method === 'GET')) {
    await check(name, 401, { as: null });
    await check(name, 403, { as: 'clerk' });
  }
  await check('edit', 200, { seen: 1, body: { text: head.text, reason: 'the same' } });
  await check('edit', 202, { seen: 1, body: { text: head.text.replace('Shop UI', 'Shop team'), reason: 'x' } });
  await check('edit', 412, { seen: 7, body: { text: head.text, reason: 'x' } });
  await check('edit', 428, { body: { text: head.text, reason: 'x' } });
  await check('edit', 422, { seen: 1, body: { text: '{}', reason: 'x' } });
  const [approved, rejected, withdrawn] = [await proposal(), await proposal(), await proposal()];
  await check('proposals', 200);
  await check('approve', 403, { body: {} }, '', approved);
  await check('approve', 200, { as: 'ben', body: {} }, '', approved);
  await check('approve', 409, { as: 'ben', body: {} }, '', approved);
  await check('reject', 200, { as: 'ben', body: { reason: 'no' } }, '', rejected);
  await check('withdraw', 200, { body: {} }, '', withdrawn);
  await check('withdraw', 404, { body: {} }, '', 'abc');
  await check('changes', 412, { seen: 1, body: wanted({ kind: 'lock', reason: 'x' }) });
  await check('changes', 422, { seen: 2, body: wanted({ kind: 'disable', scope: 'shop' }) });
  await check('changes', 200, { seen: 2, body: wanted({ kind: 'lock', reason: 'x' }) });
  await check('changes', 409, { seen: 3, body: wanted({ kind: 'mode', mode: 'indie' }) });
  await check('changes', 428, { body: wanted({ kind: 'unlock' }) });
  await check('history', 200);
  await check('history', 400, {}, '?limit=x');
  await check('revision', 200, {}, '', '', '2');
  for (const number of ['99', '0', 'x']) await check('revision', 404, {}, '', '', number);
  await check('diff', 200, {}, '?from=1&to=2');
  await check('diff', 200, {}, '?with=staging');
  await check('diff', 400);
  expect([...answered].sort()).toEqual([...names].sort());
});

test('a refusal that is not listed, and an answer of another shape, do not compile', () => {
  type Refusable<Name extends AdminEndpointName> = Parameters<Asked<Name>['refusal']>[0];
  expectTypeOf<'bad-query'>().toExtend<Refusable<'fleet'>>();
  expectTypeOf<'unknown-proposal'>().not.toExtend<Refusable<'fleet'>>();
  expectTypeOf<{ body: { differences: [] } }>().toExtend<Answered<'diff'>>();
  expectTypeOf<{ body: { differences: 1 } }>().not.toExtend<Answered<'diff'>>();
  expectTypeOf<() => Promise<{ body: { items: [] } }>>().not.toExtend<AdminHandler<'history'>>();
  // A query, a body and a precondition only where the entry has them.
  expectTypeOf<Asked<'history'>['query']>().toEqualTypeOf<{ before?: number | undefined; limit?: number | undefined }>();
  expectTypeOf<Asked<'gate'>['params']>().toEqualTypeOf<Record<never, string>>();
  expectTypeOf<ReturnType<Asked<'edit'>['seen']>>().toEqualTypeOf<number | null>();
});
