import { scopes } from '@business-m/domains';
import {
  docTypeMetaSchema,
  documentListSchema,
  documentSchema,
  messageListSchema,
  messageSchema,
  problemSchema,
  retriedMessagesSchema,
  serviceDiscoverySchema,
  tableRowSchema,
} from '@business-m/metadata';
import { type ServicesHealth, servicesHealthSchema } from '@business-m/metadata/operations';
import {
  generalLedgerSchema,
  stockBalanceSchema,
  stockLedgerSchema,
  trialBalanceSchema,
  voucherPostingsSchema,
} from '@business-m/metadata/reports';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { demoCompany } from '../domains/composition.ts';
import { openTestHost, type RequestOptions, type TestHost } from '../testing/test-host.ts';

interface Call {
  /** A path, or how to get one: most writes need a document first. */
  path: string | (() => Promise<{ path: string; options?: RequestOptions }>);
  options?: RequestOptions;
  status: number;
  /** Parses the body; null: there is none. */
  schema: { parse(value: unknown): unknown } | null;
  check?(answer: Response, body: Body): void;
}

// biome-ignore lint/suspicious/noExplicitAny: checked by the schema just before
type Body = any;

const documents = demoCompany('2026-11-21');
const docTypes = [...new Set(documents.map(({ doctype }) => doctype))];

let host: TestHost;
beforeAll(async () => {
  host = await openTestHost(documents);
}, 540_000);
afterAll(() => host.close());

const REPORTS = 'from=2026-01-01&to=2026-12-31';
const uom = (n: number) => ({ uom_name: `Unit ${n}`, decimals: 1 });
let units = 1;
const entry = {
  posting_date: '2026-11-20',
  remark: 'Contract',
  lines: [
    { account: '', debit: '10' },
    { account: '', credit: '10' },
  ],
};

async function post(path: string, body: unknown): Promise<Body> {
  const answer = await host.fetch('POST', path, { body });
  const json = await answer.json();
  expect(answer.status, JSON.stringify(json)).toBeLessThan(300);
  return json;
}

async function leaves(): Promise<string[]> {
  const answer = await host.fetch('GET', '/api/resource/account?is_group=false&disabled=false&limit=2');
  return ((await answer.json()) as Body).items.map((item: { id: string }) => item.id);
}

async function journalEntry(...actions: string[]): Promise<string> {
  const [debited, credited] = await leaves();
  const lines = [
    { account: debited, debit: '10' },
    { account: credited, credit: '10' },
  ];
  const { id } = await post('/api/resource/journal-entry', { ...entry, lines });
  for (const action of actions) await post(`/api/resource/journal-entry/${id}/${action}`, {});
  return `/api/resource/journal-entry/${id}`;
}

/** A unit of the call's own. */
async function newUnit(changes = 0): Promise<string> {
  units += 1;
  const path = `/api/resource/uom/${encodeURIComponent((await post('/api/resource/uom', uom(units))).id)}`;
  for (let change = 1; change <= changes; change += 1)
    await host.fetch('PUT', path, { body: { decimals: 2 }, headers: { 'if-match': `"${change}"` } });
  return path;
}

const etag = (answer: Response, body: Body) => expect(answer.headers.get('etag')).toBe(`"${body.revision}"`);

const ops: RequestOptions = { roles: ['ops'] };

/** The routes of a domain's outbox; `existing` answers the number of a message, where there is one. */
function messageCalls(scope: string, existing?: () => Promise<number>): Record<string, Call[]> {
  const messages = `/api/${scope}/messages`;
  return {
    [`GET ${messages}`]: [
      { path: `${messages}?limit=2`, options: ops, status: 200, schema: messageListSchema },
      { path: messages, status: 403, schema: problemSchema },
      { path: `${messages}?state=lost`, options: ops, status: 400, schema: problemSchema },
    ],
    [`GET ${messages}/:id`]: [
      { path: `${messages}/999999`, options: ops, status: 404, schema: problemSchema },
      ...(existing
        ? [{ path: async () => ({ path: `${messages}/${await existing()}`, options: ops }), status: 200, schema: messageSchema }]
        : []),
    ],
    [`POST ${messages}/:id/retry`]: [
      { path: `${messages}/999999/retry`, options: ops, status: 404, schema: problemSchema },
      ...(existing
        ? [{ path: async () => ({ path: `${messages}/${await existing()}/retry`, options: ops }), status: 409, schema: problemSchema }]
        : []),
    ],
    [`POST ${messages}/:id/dismiss`]: [
      { path: `${messages}/999999/dismiss`, options: { ...ops, body: { reason: 'Gone.' } }, status: 404, schema: problemSchema },
      { path: `${messages}/999999/dismiss`, options: { ...ops, body: { reason: ' a ' } }, status: 422, schema: problemSchema },
      { path: `${messages}/999999/dismiss`, options: { body: { reason: 'Gone.' } }, status: 403, schema: problemSchema },
      ...(existing
        ? [
            {
              path: async () => ({ path: `${messages}/${await existing()}/dismiss`, options: { ...ops, body: { reason: 'Gone.' } } }),
              status: 409,
              schema: problemSchema,
            },
          ]
        : []),
    ],
    [`POST ${messages}/retry`]: [
      { path: `${messages}/retry`, options: { ...ops, body: { state: 'refused' } }, status: 200, schema: retriedMessagesSchema },
      { path: `${messages}/retry`, options: { ...ops, body: { state: 'pending' } }, status: 422, schema: problemSchema },
    ],
  };
}

/** Every route of the app, with calls that reach it. A route that is not here fails the first test below. */
const contract: Record<string, Call[]> = {
  'GET /health': [{ path: '/health', status: 200, schema: servicesHealthSchema }],
  'GET /live': [{ path: '/live', status: 200, schema: z.strictObject({ status: z.literal('ok') }) }],
  ...Object.fromEntries(scopes.filter((scope) => scope !== 'wms').flatMap((scope) => Object.entries(messageCalls(scope)))),
  ...messageCalls('wms', async () => {
    const { items } = await (await host.fetch('GET', '/api/wms/messages?limit=1', ops)).json();
    return items[0].id;
  }),
  ...Object.fromEntries(
    scopes.map((scope) => [
      `GET /api/${scope}/discovery`,
      [{ path: `/api/${scope}/discovery`, status: 200, schema: serviceDiscoverySchema }],
    ]),
  ),
  'GET /api/meta/:doctype': docTypes.map((doctype) => ({
    path: `/api/meta/${doctype}`,
    status: 200,
    schema: docTypeMetaSchema,
    check: (_answer, body) => expect(body).toMatchObject({ doctype, can: { read: true } }),
  })),
  'GET /api/resource/:doctype': [
    ...docTypes.map((doctype) => ({
      path: `/api/resource/${doctype}?limit=3`,
      status: 200,
      schema: documentListSchema,
      check: (_answer: Response, body: Body) => expect(body.items.length, 'the demo company has some').toBeGreaterThan(0),
    })),
    { path: '/api/resource/item?colour=red', status: 400, schema: problemSchema },
  ],
  'POST /api/resource/:doctype': [
    {
      path: '/api/resource/uom',
      options: { body: uom(1) },
      status: 201,
      schema: documentSchema,
      check(answer, body) {
        etag(answer, body);
        expect(answer.headers.get('location')).toBe('/api/resource/uom/Unit%201');
      },
    },
    { path: '/api/resource/uom', options: { body: {} }, status: 422, schema: problemSchema },
  ],
  'GET /api/resource/:doctype/:id': [
    { path: async () => ({ path: await newUnit() }), status: 200, schema: documentSchema, check: etag },
    {
      path: async () => ({ path: await journalEntry() }),
      status: 200,
      schema: documentSchema,
      check: (_answer, body) => expect(body.lines.map((line: unknown) => tableRowSchema.parse(line).idx)).toEqual([1, 2]),
    },
    { path: '/api/resource/uom/Nothing', status: 404, schema: problemSchema },
  ],
  'PUT /api/resource/:doctype/:id': [
    {
      path: async () => ({ path: await newUnit(), options: { body: { decimals: 2 }, headers: { 'if-match': '"1"' } } }),
      status: 200,
      schema: documentSchema,
      check: etag,
    },
    {
      path: async () => ({ path: await newUnit(1), options: { body: { decimals: 3 }, headers: { 'if-match': '"1"' } } }),
      status: 412,
      schema: problemSchema,
      check: (_answer, body) => expect(documentSchema.parse(body.current).revision).toBe(2),
    },
  ],
  'POST /api/resource/:doctype/:id/submit': [
    { path: async () => ({ path: `${await journalEntry()}/submit` }), status: 200, schema: documentSchema, check: etag },
  ],
  'POST /api/resource/:doctype/:id/cancel': [
    { path: async () => ({ path: `${await journalEntry('submit')}/cancel` }), status: 200, schema: documentSchema, check: etag },
    { path: async () => ({ path: `${await journalEntry()}/cancel` }), status: 409, schema: problemSchema },
  ],
  'POST /api/resource/:doctype/:id/amend': [
    {
      path: async () => ({ path: `${await journalEntry('submit', 'cancel')}/amend` }),
      status: 201,
      schema: documentSchema,
      check(answer, body) {
        etag(answer, body);
        expect(answer.headers.get('location')).toBe(`/api/resource/journal-entry/${body.id}`);
        expect(body).toMatchObject({ status: 'draft', amended_from: expect.any(String) });
      },
    },
  ],
  'DELETE /api/resource/:doctype/:id': [
    { path: async () => ({ path: await newUnit(), options: { headers: { 'if-match': '"1"' } } }), status: 204, schema: null },
    { path: '/api/resource/uom/Nos', options: { headers: { 'if-match': '"1"' } }, status: 409, schema: problemSchema },
  ],
  'GET /api/finance/reports/trial-balance': [
    { path: `/api/finance/reports/trial-balance?${REPORTS}`, status: 200, schema: trialBalanceSchema },
    { path: '/api/finance/reports/trial-balance?from=soon', status: 400, schema: problemSchema },
  ],
  'GET /api/finance/reports/general-ledger': [
    {
      path: async () => ({ path: `/api/finance/reports/general-ledger?account=${(await leaves())[0]}&${REPORTS}` }),
      status: 200,
      schema: generalLedgerSchema,
    },
    { path: '/api/finance/reports/general-ledger', status: 400, schema: problemSchema },
  ],
  'GET /api/finance/reports/voucher-postings': [
    { path: '/api/finance/reports/voucher-postings?doctype=stock-entry&id=SE-00001', status: 200, schema: voucherPostingsSchema },
    { path: '/api/finance/reports/voucher-postings?doctype=stock-entry', status: 400, schema: problemSchema },
  ],
  'GET /api/wms/reports/stock-balance': [
    {
      path: '/api/wms/reports/stock-balance',
      status: 200,
      schema: stockBalanceSchema,
      check: (_answer, body) => expect(body.rows.length).toBeGreaterThan(0),
    },
  ],
  'GET /api/wms/reports/stock-ledger': [
    {
      path: `/api/wms/reports/stock-ledger?${REPORTS}`,
      status: 200,
      schema: stockLedgerSchema,
      check: (_answer, body) => expect(body.rows.length).toBeGreaterThan(0),
    },
  ],
};

test('has a contract for every route and a route for every contract', () => {
  const routes = host.processes
    .flatMap(({ app }) => app.routes)
    // Of a move, which has a contract of its own.
    .filter(({ method, path }) => method !== 'ALL' && !path.startsWith('/internal/'))
    .map(({ method, path }) => `${method} ${path}`);
  expect(Object.keys(contract).sort()).toEqual([...new Set(routes)].sort());
});

test('links only to existing DocTypes', () => {
  const declarations = host.domains.flatMap(({ service }) => service.domain.docTypes);
  const names = declarations.map(({ doctype }) => doctype);
  const links = declarations.flatMap(({ fields }) =>
    fields.flatMap((field) => [field, ...(field.fields ?? [])]).flatMap(({ to }) => to ?? []),
  );
  expect(names).toEqual(expect.arrayContaining(links));
  expect(docTypes.toSorted(), 'the demo company has each').toEqual(names.toSorted());
});

const calls = Object.entries(contract).flatMap(([route, list]) => list.map((call) => ({ route, ...call })));
test.each(calls)('answers $route with $status as its schema says', async ({ route, path, options, status, schema, check }) => {
  const [method = ''] = route.split(' ');
  const target = typeof path === 'string' ? { path, options } : await path();
  const answer = await host.fetch(method, target.path, target.options ?? {});
  const text = await answer.text();
  expect(answer.status, text).toBe(status);
  expect(answer.headers.get('x-request-id')).toBeTruthy();
  if (schema === null) {
    expect(text).toBe('');
    return;
  }
  const body: Body = JSON.parse(text);
  schema.parse(body);
  expect(answer.headers.get('content-type')).toBe(status < 400 ? 'application/json' : 'application/problem+json');
  check?.(answer, body);
});

test('balances stock and books of the demo company', async () => {
  await host.drain();
  const balance = (await (await host.fetch('GET', '/api/wms/reports/stock-balance?limit=200')).json()) as { total_value: string };
  const inventory = (await (await host.fetch('GET', '/api/resource/account?purpose=inventory')).json()) as { items: { id: string }[] };
  const account = inventory.items[0]?.id;
  const ledger = (await (await host.fetch('GET', `/api/finance/reports/general-ledger?account=${account}&${REPORTS}`)).json()) as {
    closing: string;
  };
  expect(ledger.closing).toBe(balance.total_value);
  const health = (await (await host.processFor('/api/wms').app.request('/health')).json()) as ServicesHealth;
  expect(health.status).toBe('ok');
  expect(health.domains.wms).toMatchObject({ state: 'serving', outbox: { pending: 0, dispatched: 0, refused: 0, dead: 0 } });
});
