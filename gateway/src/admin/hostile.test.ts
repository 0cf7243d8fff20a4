import { type AdminEndpoint, type AdminEndpointName, adminEndpoints } from '@business-m/contract/admin';
import { expect, test } from 'vitest';
import { openApiDocument } from './openapi.ts';
import { startAdminGateway } from './testing/admin-gateway.ts';
import { type AdminAnswer, type AdminCall, wanted } from './testing/call-admin.ts';
import { shopDocuments } from './testing/shop-documents.ts';

const table = Object.entries<AdminEndpoint>(adminEndpoints) as [AdminEndpointName, AdminEndpoint][];
const bodies: Partial<Record<AdminEndpointName, object>> = {
  edit: { text: '{}', reason: 'x' },
  changes: wanted({ kind: 'disable', scope: 'shed' }),
  approve: { reason: 'x' },
  reject: { reason: 'x' },
  withdraw: { reason: 'x' },
};

const long = 'x'.repeat(4_000);
const values: unknown[] = [
  null,
  true,
  7,
  -1,
  0.5,
  '',
  'x',
  long,
  [],
  [null],
  {},
  [[[[{}]]]],
  { ['__proto__']: 1 },
  { toString: 1, length: 'x' },
];
const ids = ['abc', 'x'.repeat(2_000), '0', '-1', '1e9', '99999999999999999999', 'constructor', '__proto__', '%F0%9F%92%A9', '%20', "'--"];
const tags = ['*', '1', '"x"', 'W/"1"', '"1", "2"', '""', '"-1"', '"99999999999999999999"', '"1.0"', "'1'"];
const types = ['text/plain', 'application/jsonp', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'x'];

/** The body as a caller gets it wrong: as a whole, and each member, missing, of another type, or one too many. */
function wrongBodies(body: object): unknown[] {
  const members = Object.keys(body).flatMap((key) => [
    Object.fromEntries(Object.entries(body).filter(([each]) => each !== key)),
    ...values.map((value) => ({ ...body, [key]: value })),
  ]);
  return [...values, ...members, { ...body, force: true }, { ...body, constructor: 1 }];
}

/** A sentence for people, which repeats nothing that was sent at length. */
const sentence = expect.stringMatching(/^\S.{8,600}$/s);

test('every endpoint refuses whatever is wrong as the table says, and changes nothing', async () => {
  const { call, documents } = await startAdminGateway({ documents: (releases) => shopDocuments(releases) });
  const before = await documents.head('prod');
  const seen = (entry: AdminEndpoint): AdminCall => (entry.precondition ? { seen: 1 } : {});
  const at = ({ path }: AdminEndpoint, wrong?: [name: string, value: string]) =>
    path.replaceAll(/:([a-z]+)/g, (_, name: string) => (name === wrong?.[0] ? wrong[1] : name === 'environment' ? 'prod' : '1'));
  const said = (name: string, what: unknown, { status, headers, body }: AdminAnswer) => {
    const about = [name, what];
    expect([...about, headers.get('content-type')]).toEqual([...about, 'application/problem+json']);
    expect([...about, body]).toEqual([...about, expect.objectContaining({ status, detail: sentence, code: expect.any(String) })]);
    expect([...about, JSON.stringify(body).includes(long)]).toEqual([...about, false]);
  };

  for (const [name, entry] of table) {
    const { method, path, query, precondition, request } = entry;
    for (const [, param = ''] of path.matchAll(/:([a-z]+)/g)) {
      for (const id of ids) {
        const answer = await call(method, at(entry, [param, id]), { ...seen(entry), ...(request && { body: bodies[name] }) });
        if (answer.status !== 200) said(name, [param, id], answer);
      }
    }
    for (const key of Object.keys(query?.shape ?? {})) {
      for (const value of ['', ...ids, 'true', encodeURIComponent('../x')]) {
        const answer = await call(method, `${at(entry)}?${key}=${value}`);
        if (answer.status !== 200) said(name, [key, value], answer);
        if (answer.body.code === 'bad-query') expect(Object.keys(query?.shape ?? {})).toContain(answer.body.field);
      }
    }
    for (const tag of precondition ? tags : []) {
      const answer = await call(method, at(entry), { body: bodies[name], headers: { 'if-match': tag } });
      said(name, tag, answer);
      expect([name, tag, answer.body.field ?? answer.body.code]).toEqual([
        name,
        tag,
        expect.stringMatching(/^(If-Match|revision-changed)$/),
      ]);
    }
    if (!request) continue;
    expect(bodies[name], `${name} has a body to spoil`).toBeDefined();
    for (const type of types) {
      const answer = await call(method, at(entry), { ...seen(entry), body: bodies[name], headers: { 'content-type': type } });
      said(name, type, answer);
      expect([name, type, answer.body.code]).toEqual([name, type, 'not-json']);
    }
    const large = await call(method, at(entry), { ...seen(entry), body: { reason: 'x'.repeat(request.limitBytes) } });
    expect([name, large.body.code]).toEqual([name, 'body-too-large']);
    for (const body of [...wrongBodies(bodies[name] ?? {}), '{', '\u0000', '{"reason":"x","reason":1}']) {
      const answer = await call(method, at(entry), { ...seen(entry), body });
      said(name, body, answer);
      const issues = typeof body === 'string' ? null : request.schema.safeParse(JSON.parse(JSON.stringify(body))).error?.issues;
      if (!issues) continue;
      expect([name, body, answer.body.code]).toEqual([name, body, 'invalid']);
      expect([name, body, answer.body.field, answer.body.errors[0].field]).toEqual([
        name,
        body,
        ...Array(2).fill(issues[0]?.path.join('.')),
      ]);
    }
  }
  expect(await documents.head('prod')).toEqual(before);
});

test('the OpenAPI document names every route of the gateway, and no other', async () => {
  const { app } = await startAdminGateway({ documents: (releases) => shopDocuments(releases) });
  const routes = app.routes.filter(({ path, method }) => path.startsWith('/api/gateway/admin') && method !== 'ALL');
  const served = new Set(routes.map(({ method, path }) => `${method} ${path.replaceAll(/:([a-z]+)/g, '{$1}')}`));
  const paths = openApiDocument().paths as Record<
    string,
    Record<string, { parameters: { name: string; in: string }[]; responses: object }>
  >;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ named: `${method.toUpperCase()} ${path}`, path, operation })),
  );
  expect(operations.map(({ named }) => named).sort()).toEqual([...served].sort());
  for (const { path, operation } of operations) {
    const inPath = operation.parameters.filter((each) => each.in === 'path').map(({ name }) => `{${name}}`);
    expect(inPath).toEqual([...path.matchAll(/\{[^}]+\}/g)].map(([name]) => name));
  }
});
