import { problemSchema } from '@business-m/metadata';
import { expect, test } from 'vitest';
import { startAdminGateway } from './testing/admin-gateway.ts';
import { type AdminCall, wanted } from './testing/call-admin.ts';
import { shopDocuments } from './testing/shop-documents.ts';

const PROD = '/environments/prod';
const disable = wanted({ kind: 'disable', scope: 'shop' });
const json = { 'content-type': 'application/json' };
const changes = (body: unknown, more: AdminCall = {}) => ['POST', `${PROD}/changes`, { seen: 1, body, ...more }] as const;
const edit = { text: '{}', reason: 'x' };

test.each<[string, readonly [string, string, AdminCall?], number, string, string?]>([
  ['changes without If-Match', ['POST', `${PROD}/changes`, { body: disable }], 428, 'if-match-required', 'If-Match'],
  ['an edit without If-Match', ['PUT', PROD, { body: edit }], 428, 'if-match-required', 'If-Match'],
  ['If-Match of anything', changes(disable, { headers: { 'if-match': '*' } }), 400, 'bad-request', 'If-Match'],
  ['If-Match of two', changes(disable, { headers: { 'if-match': '"1", "2"' } }), 400, 'bad-request', 'If-Match'],
  ['a weak tag', changes(disable, { headers: { 'if-match': 'W/"1"' } }), 400, 'bad-request', 'If-Match'],
  ['both preconditions', ['PUT', PROD, { seen: 1, headers: { 'if-none-match': '*' }, body: edit }], 400, 'bad-request', 'If-Match'],
  ['a revision that never was', changes(disable, { seen: 99 }), 412, 'revision-changed'],
  ['an environment that is not there', ['GET', '/environments/qa'], 404, 'unknown-environment'],
  ['a name that is none', ['GET', '/environments/prod.proposals'], 404, 'unknown-environment'],
  ['changes of what is not there', ['POST', '/environments/qa/changes', { seen: 1, body: disable }], 404, 'unknown-environment'],
  ['history of what is not there', ['GET', '/environments/qa/history'], 404, 'unknown-environment'],
  ['proposals of what is not there', ['GET', '/environments/qa/proposals'], 404, 'unknown-environment'],
  ['a proposal that is not there', ['POST', `${PROD}/proposals/abc/approve`, { body: {} }], 404, 'unknown-proposal'],
  ['a proposal that cannot be', ['POST', `${PROD}/proposals/..a/reject`, { body: {} }], 404, 'unknown-proposal'],
  ['no body', ['POST', `${PROD}/changes`, { seen: 1, headers: json }], 400, 'malformed-json'],
  ['half a body', changes('{"changes":['), 400, 'malformed-json'],
  ['another media type', changes(JSON.stringify(disable), { headers: { 'content-type': 'text/plain' } }), 415, 'not-json'],
  ['too large a body', changes({ ...disable, reason: 'x'.repeat(1_100_000) }), 413, 'body-too-large'],
  ['no changes', changes({ changes: [], reason: 'x' }), 422, 'invalid', 'changes'],
  ['no reason', changes({ changes: disable.changes, reason: '' }), 422, 'invalid', 'reason'],
  ['a kind that is none', changes({ changes: [{ kind: 'explode' }], reason: 'x' }), 422, 'invalid', 'changes.0.kind'],
  [
    'a share that is none',
    changes(wanted({ kind: 'release', scope: 'shop', release: '1.0.0-0123456789ab', shareBps: 10_001 })),
    422,
    'invalid',
    'changes.0.shareBps',
  ],
  [
    'an address that is none',
    changes(wanted({ kind: 'backend', scope: 'shop', upstream: 'javascript:alert(1)' })),
    422,
    'invalid',
    'changes.0.upstream',
  ],
  ['more than was asked for', changes({ ...disable, force: true }), 422, 'invalid', ''],
  ['a remote that is not there', changes(wanted({ kind: 'disable', scope: 'shed' })), 422, 'unknown-remote', 'changes.0.scope'],
  [
    'a name every object has',
    changes(wanted({ kind: 'add', scope: 'constructor', title: 'x', team: 'x', release: 'latest' })),
    422,
    'unacceptable',
  ],
  [
    'an address inside',
    changes(wanted({ kind: 'backend', scope: 'shop', upstream: 'http://169.254.169.254/' })),
    422,
    'invalid',
    'changes.0.upstream',
  ],
  [
    'a release nobody published',
    changes(wanted({ kind: 'release', scope: 'shop', release: '9.9.9-0123456789ab', shareBps: 5 })),
    422,
    'unacceptable',
    'remotes.shop.releases.canary.release',
  ],
  ['a page of nothing', ['GET', `${PROD}/history?limit=0`], 400, 'bad-query', 'limit'],
  ['too long a page', ['GET', `${PROD}/history?limit=101`], 400, 'bad-query', 'limit'],
  ['a page before nothing', ['GET', `${PROD}/history?before=x`], 400, 'bad-query', 'before'],
  ['a diff of nothing', ['GET', `${PROD}/diff`], 400, 'bad-query', 'from'],
  ['a diff of everything', ['GET', `${PROD}/diff?from=1&with=staging`], 400, 'bad-query', 'from'],
  ['a diff with a revision that never was', ['GET', `${PROD}/diff?from=77`], 404, 'unknown-revision'],
  ['a diff with an environment that is not there', ['GET', `${PROD}/diff?with=qa`], 404, 'unknown-environment'],
  ['a diff with a name that is none', ['GET', `${PROD}/diff?with=../x`], 404, 'unknown-environment'],
])('refused: %s', async (_, [method, path, options], status, code, field) => {
  const { call } = await startAdminGateway({ documents: (releases) => shopDocuments(releases) });
  const answer = await call(method, path, options);
  expect([answer.status, answer.body.code]).toEqual([status, code]);
  const problem = problemSchema.parse(answer.body);
  if (field !== undefined) expect(problem.field).toBe(field);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect((await call('GET', PROD)).body.head.number).toBe(1);
});

test.each(['http://169.254.169.254/', 'javascript:alert(1)', 'http://me:secret@shop.test'])(
  'why %s is no upstream is said',
  async (upstream) => {
    const { call } = await startAdminGateway({ documents: (releases) => shopDocuments(releases) });
    const { body } = await call(...changes(wanted({ kind: 'backend', scope: 'shop', upstream })));
    expect(body.detail).toMatch(/^changes\.0\.upstream: an absolute http\(s\) URL without credentials/);
    expect(body.detail).not.toContain('secret');
  },
);
