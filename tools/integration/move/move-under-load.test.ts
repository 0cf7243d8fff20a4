import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { root } from '../../../stack/workspace.ts';
import { startMovingDesk } from './testing.ts';

const CLERKS = 6;
const AFTERWARDS = 10;

test('moves wms out of the monolith under load: loses nothing, posts nothing twice, refuses no request', {
  tags: ['long'],
  timeout: 540_000,
}, async () => {
  const desk = await startMovingDesk('wms');
  onTestFinished(() => desk.stop());
  const [books, stock] = await Promise.all([connect(desk.databases.monolith), connect(desk.databases.neighbour)]);
  const call = await signIn(desk.origins.gateway);
  await prepareCompany(call);

  const load = { moved: false, failures: [] as string[], submitted: [] as string[] };
  const clerks = Array.from({ length: CLERKS }, (_, clerk) => work(call, clerk, load));
  await expect.poll(() => load.submitted.length, { timeout: 30_000 }).toBeGreaterThan(5);

  // Postings stand still from here on, so that the outbox leaves with messages in it, some of them with finance already.
  await books.query('begin');
  await books.query('lock table finance.ledger_posting in exclusive mode');
  await delay(300);
  const command = spawn(
    process.execPath,
    [
      join(root, 'cli/main.ts'),
      'move',
      'wms',
      '--to',
      desk.origins.neighbour,
      '--from',
      desk.origins.monolith,
      '--gateway',
      desk.origins.gateway,
      '--json',
    ],
    { cwd: root, env: { ...desk.deskVariables, WMS_DATABASE_URL: desk.databases.neighbour }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const [out, progress] = [collect(command.stdout), collect(command.stderr)];
  await expect.poll(progress, { timeout: 60_000 }).toContain('has given it up');
  await books.query('commit');
  const [code] = await once(command, 'close');
  expect(code, progress()).toBe(0);
  expect(JSON.parse(out())).toMatchObject({ outcome: 'moved', tables: { doctype_outbox: { rows: expect.any(Number) } } });
  load.moved = true;
  await Promise.all(clerks);

  expect(load.failures).toEqual([]);
  const left = await books.query("select count(*)::int as messages from wms.doctype_outbox where state in ('pending', 'dispatched')");
  expect(left.rows[0].messages, 'messages that were on their way when the domain left').toBeGreaterThan(0);
  const unsettled = async () =>
    (await stock.query("select count(*)::int as n from wms.doctype_outbox where state <> 'delivered'")).rows[0].n;
  await expect.poll(unsettled, { timeout: 30_000 }).toBe(0);

  const entries = await stock.query("select id, posting_status from wms.stock_entry where status = 'submitted' order by id");
  expect(entries.rows.map(({ id }) => id)).toEqual(load.submitted.toSorted());
  expect(new Set(entries.rows.map(({ posting_status }) => posting_status))).toEqual(new Set(['posted']));
  const postings = await books.query('select voucher_id, count(*)::int as times from finance.ledger_posting group by 1 order by 1');
  expect(postings.rows).toEqual(load.submitted.toSorted().map((voucher_id) => ({ voucher_id, times: 1 })));
  const value = await stock.query('select sum(value)::text as value from wms.stock_balance');
  const account = await books.query("select sum(debit - credit)::text as value from finance.general_ledger_entry where account = '1310'");
  expect(value.rows).toEqual(account.rows);
  expect(JSON.parse(readFileSync(desk.manifestFile, 'utf8')).backend.scopes).toEqual({
    masters: {},
    finance: {},
    wms: { upstream: desk.origins.neighbour },
  });
  await Promise.all([books.end(), stock.end()]);
});

type Call = (method: string, path: string, body?: object, key?: string) => Promise<{ status: number; body: Record<string, unknown> }>;

async function signIn(gateway: string): Promise<Call> {
  const json = { 'content-type': 'application/json' };
  const session = await fetch(`${gateway}/api/gateway/session`, {
    method: 'POST',
    headers: json,
    body: '{"email":"demo@example.com","password":"demo"}',
  });
  const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
  return async (method, path, body, key) => {
    const headers = { cookie, ...(body && json), ...(key && { 'idempotency-key': key }) };
    const answer = await fetch(gateway + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
}

async function prepareCompany(call: Call): Promise<void> {
  const account = (account_number: string, root_type: string, more: object) => ({
    account_number,
    account_name: account_number,
    root_type,
    ...more,
  });
  for (const [doctype, values] of [
    ['uom', { uom_name: 'Nos', decimals: 0 }],
    ['item', { item_code: 'BOLT', item_name: 'Bolt', uom: 'Nos' }],
    ['account', account('1000', 'asset', { is_group: true })],
    ['account', account('2000', 'liability', { is_group: true })],
    ['account', account('1310', 'asset', { parent_account: '1000', purpose: 'inventory' })],
    ['account', account('2120', 'liability', { parent_account: '2000', purpose: 'goods_received' })],
    ['warehouse', { warehouse_code: 'MAIN', warehouse_name: 'Main' }],
  ] as const) {
    const { status, body } = await call('POST', `/api/resource/${doctype}`, values);
    expect(status, JSON.stringify(body)).toBe(201);
  }
}

/** Receives goods and looks at the stock, over and over, until some time after the move. Whatever is not answered as it should be is a failure. */
async function work(call: Call, clerk: number, load: { moved: boolean; failures: string[]; submitted: string[] }): Promise<void> {
  const expectStatus = (wanted: number, { status, body }: Awaited<ReturnType<Call>>) => {
    if (status !== wanted) load.failures.push(`${status} ${JSON.stringify(body)}`);
    return body;
  };
  for (let round = 0, after = 0; after < AFTERWARDS; round += 1, after += load.moved ? 1 : 0) {
    const values = {
      purpose: 'receipt',
      posting_date: '2026-11-20',
      to_warehouse: 'MAIN',
      lines: [{ item: 'BOLT', qty: '3', rate: '1.37' }],
    };
    const created = expectStatus(201, await call('POST', '/api/resource/stock-entry', values, `create-${clerk}-${round}`));
    const submitted = expectStatus(
      200,
      await call('POST', `/api/resource/stock-entry/${created.id}/submit`, {}, `submit-${clerk}-${round}`),
    );
    if (submitted.status === 'submitted') load.submitted.push(String(created.id));
    expectStatus(200, await call('GET', '/api/wms/reports/stock-balance'));
    if (load.failures.length > 10) return;
  }
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  // The server is stopped at the end, under whoever is still connected after a failure.
  client.on('error', () => {});
  await client.connect();
  return client;
}

function collect(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.on('data', (chunk) => {
    text += chunk;
  });
  return () => text;
}
