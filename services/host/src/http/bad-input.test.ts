import { problemSchema } from '@business-m/metadata';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../app.ts';
import { SECRET, signToken } from '../testing/sign-token.ts';
import { snapshot } from '../testing/snapshot.ts';
import { openTestHost, type RequestOptions, type TestHost } from '../testing/test-host.ts';

let host: TestHost;
beforeAll(async () => {
  host = await openTestHost([
    { doctype: 'uom', values: { uom_name: 'Nos' } },
    { doctype: 'item', values: { item_code: 'BOLT', item_name: 'Bolt', uom: 'Nos' } },
    { doctype: 'account', values: { account_number: '1000', account_name: 'Assets', root_type: 'asset', is_group: true } },
    { doctype: 'account', values: { account_number: '1100', account_name: 'Bank', root_type: 'asset', parent_account: '1000' } },
    { doctype: 'account', values: { account_number: '3000', account_name: 'Capital', root_type: 'equity' } },
    { doctype: 'journal-entry', values: journal('1100', '10', '3000', '10') },
    { doctype: 'warehouse', values: { warehouse_code: 'MAIN', warehouse_name: 'Main' } },
    {
      doctype: 'stock-entry',
      values: { purpose: 'issue', posting_date: '2026-11-20', from_warehouse: 'MAIN', lines: [{ item: 'BOLT', qty: '1' }] },
    },
  ]);
}, 180_000);
afterAll(() => host.close());

function journal(debited: string, debit: string, credited: string, credit: string) {
  return {
    posting_date: '2026-11-20',
    lines: [
      { account: debited, debit },
      { account: credited, credit },
    ],
  };
}

type Expected = [status: number, code: string, field?: string];

async function expectRefused(method: string, path: string, options: RequestOptions, [status, code, field]: Expected): Promise<void> {
  const before = await snapshot(host);
  const answer = await host.fetch(method, path, options);
  const problem = problemSchema.parse(await answer.json());
  expect(problem, JSON.stringify(problem)).toMatchObject({ status, code, ...(field === undefined ? {} : { field }) });
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(problem.detail).toMatch(/^[A-Z0-9“].*\.$/s);
  expect(problem.request_id).toBe(answer.headers.get('x-request-id'));
  expect(await snapshot(host)).toEqual(before);
}

const JE = '/api/resource/journal-entry';
const SE = '/api/resource/stock-entry';
const good = journal('1100', '10', '3000', '10');
const json = (body: unknown, headers: Record<string, string> = {}): RequestOptions => ({
  body,
  headers: { 'idempotency-key': 'bad-input', ...headers },
});

test.each<[string, string, string, RequestOptions, Expected]>([
  ['an unbalanced journal entry', 'POST', JE, json(journal('1100', '10', '3000', '9.99')), [422, 'unbalanced', 'lines']],
  ['an unknown account', 'POST', JE, json(journal('1100', '10', '9999', '10')), [422, 'unknown-link', 'lines.2.account']],
  ['a group account', 'POST', JE, json(journal('1000', '10', '3000', '10')), [422, 'account-is-group', 'lines.1.account']],
  [
    'an unknown item',
    'POST',
    SE,
    json({ purpose: 'issue', posting_date: '2026-11-20', from_warehouse: 'MAIN', lines: [{ item: 'NUT', qty: '1' }] }),
    [422, 'unknown-link', 'lines.1.item'],
  ],
  ['negative stock', 'POST', `${SE}/SE-00001/submit`, json({}), [409, 'negative-stock', 'lines.1.qty']],
  ['a stale If-Match', 'PUT', `${JE}/JE-00001`, json({ remark: 'x' }, { 'if-match': '"7"' }), [412, 'stale']],
  ['a foreign If-Match', 'PUT', `${JE}/JE-00001`, json({ remark: 'x' }, { 'if-match': 'W/"1"' }), [412, 'stale']],
  ['a stale delete', 'DELETE', `${JE}/JE-00001`, { headers: { 'if-match': '"7"' } }, [412, 'stale']],
  ['no If-Match', 'PUT', `${JE}/JE-00001`, json({ remark: 'x' }), [428, 'if-match-required', 'If-Match']],
  ['malformed JSON', 'POST', JE, json('{"posting_date":'), [400, 'malformed-json']],
  ['an empty body', 'POST', JE, json(''), [400, 'malformed-json']],
  ['malformed JSON in a PUT', 'PUT', `${JE}/JE-00001`, json('{', { 'if-match': '"1"' }), [400, 'malformed-json']],
  ['malformed JSON with an action', 'POST', `${JE}/JE-00001/submit`, json('{'), [400, 'malformed-json']],
  ['bottomless JSON', 'POST', JE, json(`${'['.repeat(5000)}${']'.repeat(5000)}`), [400, 'malformed-json']],
  ['an oversized body', 'POST', JE, json({ ...good, remark: 'x'.repeat(1024 * 1024) }), [413, 'body-too-large']],
  [
    'a body that is no JSON',
    'POST',
    JE,
    { body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    [415, 'not-json'],
  ],
  ['a JSON value that is no document', 'POST', JE, json([1]), [422, 'invalid']],
  ['an unknown field', 'POST', JE, json({ ...good, colour: 'red' }), [422, 'invalid', 'colour']],
  [
    'a float',
    'POST',
    JE,
    json({
      ...good,
      lines: [
        { account: '1100', debit: 10 },
        { account: '3000', credit: '10' },
      ],
    }),
    [422, 'invalid', 'lines.1.debit'],
  ],
  ['a computed field', 'POST', JE, json({ ...good, total_debit: '99' }), [422, 'invalid', 'total_debit']],
  [
    'a second item of one code',
    'POST',
    '/api/resource/item',
    json({ item_code: 'BOLT', item_name: 'x', uom: 'Nos' }),
    [409, 'duplicate', 'item_code'],
  ],
  ['deleting what is in use', 'DELETE', '/api/resource/uom/Nos', { headers: { 'if-match': '"1"' } }, [409, 'in-use']],
  ['cancelling a draft', 'POST', `${JE}/JE-00001/cancel`, json({}), [409, 'wrong-status']],
  ['old metadata', 'POST', JE, json(good, { 'schema-hash': 'sha256:0' }), [409, 'schema-changed']],
  ['an unknown scope', 'GET', '/api/payroll/reports', {}, [404, 'unknown-scope']],
  ['an unknown report', 'GET', '/api/finance/reports/nothing', {}, [404, 'no-route']],
  ['a method there is none of', 'DELETE', JE, {}, [404, 'no-route']],
  ['an unknown DocType', 'POST', '/api/resource/invoice', json({}), [404, 'unknown-doctype']],
  ['metadata of an unknown DocType', 'GET', '/api/meta/invoice', {}, [404, 'unknown-doctype']],
  ['an unknown document', 'POST', `${JE}/JE-99999/submit`, json({}), [404, 'not-found']],
  ['an id the database could not hold', 'GET', `${JE}/a%00b`, {}, [404, 'not-found']],
  ['an id that is no UTF-8', 'GET', `${JE}/%ff`, {}, [404, 'not-found']],
  ['an unknown parameter', 'GET', `${JE}?colour=red`, {}, [400, 'bad-query', 'colour']],
  ['a list without end', 'GET', `${JE}?limit=100000`, {}, [400, 'bad-query', 'limit']],
  [
    'an Idempotency-Key that is none',
    'POST',
    JE,
    json(good, { 'idempotency-key': 'x'.repeat(201) }),
    [400, 'bad-header', 'Idempotency-Key'],
  ],
  ['a role that may not', 'POST', JE, { ...json(good), roles: ['stock'] }, [403, 'forbidden']],
  ['a report for other roles', 'GET', '/api/finance/reports/trial-balance', { roles: ['stock'] }, [403, 'forbidden']],
])('refuses %s and writes nothing', (_what, method, path, options, expected) => expectRefused(method, path, options, expected));

test.each<[string, () => Promise<Record<string, string>>, Expected]>([
  ['no token', async () => ({ authorization: '' }), [401, 'bad-token']],
  ['a token of somebody else', async () => ({ authorization: `Bearer ${await signToken({ secret: `${SECRET}!` })}` }), [401, 'bad-token']],
  ['a token for another service', async () => ({ authorization: `Bearer ${await signToken({ audience: 'desk' })}` }), [401, 'bad-token']],
  ['an expired token', async () => ({ authorization: `Bearer ${await signToken({ expires: '-1m' })}` }), [401, 'bad-token']],
  ['an unsigned token', async () => ({ authorization: `Bearer ${unsigned()}` }), [401, 'bad-token']],
  ['a token of another tenant', async () => ({ authorization: `Bearer ${await signToken({ tenant: 'other' })}` }), [403, 'forbidden']],
])('refuses %s', async (_what, headers, expected) => expectRefused('POST', JE, { body: good, headers: await headers() }, expected));

function unsigned(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part({ sub: 'test', aud: 'services', tenant: 'demo', roles: ['accounts'], exp: 4_000_000_000 })}.`;
}

test('requires an Authorization header', async () => {
  const answer = await host.request(JE);
  expect([answer.status, problemSchema.parse(await answer.json()).code]).toEqual([401, 'signed-out']);
});

test('keeps the key of a refused request usable, and posts a double click once', async () => {
  const post = (body: unknown) => host.fetch('POST', JE, json(body, { 'idempotency-key': 'double-click' }));
  expect((await post(journal('1100', '10', '3000', '9.99'))).status).toBe(422);
  const [first, second] = await Promise.all([post(good), post(good)]);
  expect(await second.json()).toEqual(await first.json());
  expect((await post({ ...good, remark: 'other' })).status).toBe(409);
});

test('closes the connection of an oversized body', async () => {
  const answer = await host.fetch('POST', JE, json({ ...good, remark: 'x'.repeat(1024 * 1024) }));
  expect([answer.status, answer.headers.get('connection')]).toEqual([413, 'close']);
  const other = await host.fetch('POST', JE, json('{'));
  expect([other.status, other.headers.get('connection')]).toEqual([400, null]);
});

test('answers a request that takes too long', async () => {
  const impatient = createApp({ ...host.processFor(JE).options, requestDeadlineMs: 0 });
  const answer = await impatient.request(JE, { headers: { authorization: `Bearer ${await signToken()}` } });
  expect([answer.status, problemSchema.parse(await answer.json()).code]).toEqual([504, 'deadline']);
});

test('hides the details of a fault', async () => {
  await host.databaseOf('finance').schema.alterTable('finance.account').renameTo('account_gone').execute();
  const answer = await host.fetch('GET', '/api/resource/account');
  const problem = problemSchema.parse(await answer.json());
  await host.databaseOf('finance').schema.alterTable('finance.account_gone').renameTo('account').execute();
  expect(problem).toMatchObject({ status: 500, code: 'fault' });
  expect(JSON.stringify(problem)).not.toContain('relation');
});
