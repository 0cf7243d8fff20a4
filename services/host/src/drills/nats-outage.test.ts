import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type NatsServer, type PostgresServer, startNats, startPostgres } from '@business-m/stack/backing';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { migrateDatabases, type ServiceProcess, startService } from '../testing/service-process.ts';

const DRILL_MS = 180_000;
const folder = mkdtempSync(join(tmpdir(), 'drill-nats-'));
const natsFolder = join(folder, 'nats');
let postgres: PostgresServer;
let nats: NatsServer;
let shop: ServiceProcess;
let books: ServiceProcess;

beforeAll(async () => {
  postgres = await startPostgres({ folder: join(folder, 'postgres'), durable: false });
  nats = await startNats({ folder: natsFolder, user: null });
  for (const name of ['masters', 'finance', 'wms']) await postgres.createDatabase(name);
  const common = {
    M_MODE: 'enterprise',
    NATS_URL: nats.url,
    MASTERS_DATABASE_URL: postgres.url('masters'),
    FINANCE_DATABASE_URL: postgres.url('finance'),
    WMS_DATABASE_URL: postgres.url('wms'),
  };
  await migrateDatabases(common);
  // It is tomorrow on one of these machines, or yesterday on the other, at any hour.
  shop = await startService({ ...common, M_DOMAINS: 'masters,wms', TZ: 'Pacific/Niue' });
  books = await startService({ ...common, M_DOMAINS: 'finance', TZ: 'Pacific/Kiritimati' });
  await shop.until(({ status }) => status === 'ok');
  await books.until(({ status }) => status === 'ok');
  await create(shop, 'uom', { uom_name: 'Nos' });
  await create(shop, 'item', { item_code: 'BOLT', item_name: 'Bolt', uom: 'Nos' });
  await create(shop, 'warehouse', { warehouse_code: 'MAIN', warehouse_name: 'Main' });
  await create(books, 'account', { account_number: '1310', account_name: 'Stock', root_type: 'asset', purpose: 'inventory' });
  await create(books, 'account', { account_number: '2120', account_name: 'Received', root_type: 'liability', purpose: 'goods_received' });
}, DRILL_MS);
afterAll(async () => {
  await shop?.stop();
  await books?.stop();
  await nats?.stop();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
}, DRILL_MS);

async function create(process: ServiceProcess, doctype: string, values: object): Promise<string> {
  const { status, body } = await process.call('POST', `/api/resource/${doctype}`, values);
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
}

const receipt = { purpose: 'receipt', posting_date: new Date().toISOString().slice(0, 10), to_warehouse: 'MAIN' };

async function receive(): Promise<string> {
  const id = await create(shop, 'stock-entry', { ...receipt, lines: [{ item: 'BOLT', qty: '3', rate: '12.5' }] });
  expect((await shop.call('POST', `/api/resource/stock-entry/${id}/submit`, {})).status).toBe(200);
  return id;
}

const remove = (unit: string) => shop.call('DELETE', `/api/resource/uom/${encodeURIComponent(unit)}`);

async function postings(id: string): Promise<number> {
  const { body } = await books.call('GET', '/api/finance/reports/general-ledger?account=1310&limit=200');
  return body.rows.filter((row: { voucher_id: string }) => row.voucher_id === id).length;
}

test('today is the day of the company, whatever the zones of its machines', async () => {
  const utc = () => new Date().toISOString().slice(0, 10);
  const before = utc();
  const days = [
    (await shop.call('GET', '/api/wms/reports/stock-ledger')).body.to,
    (await books.call('GET', '/api/finance/reports/trial-balance')).body.to,
    (
      await create(shop, 'stock-entry', { purpose: 'receipt', to_warehouse: 'MAIN', lines: [] }).then((id) =>
        shop.call('GET', `/api/resource/stock-entry/${id}`),
      )
    ).body.posting_date,
  ];
  // Midnight may have passed meanwhile.
  expect(days.every((day) => day === before || day === utc())).toBe(true);
});

test(
  'continues without NATS, refuses deletes that need other domains, and delivers each posting once afterwards',
  async () => {
    await nats.kill('SIGKILL');
    const health = await shop.until(({ status }, code) => status === 'degraded' && code === 200);
    expect(health.nats).toMatchObject({ state: 'connecting', message: expect.stringMatching(/\w/) });
    const ids = [await receive(), await receive(), await receive()];
    for (const id of ids) expect((await shop.call('GET', `/api/resource/stock-entry/${id}`)).body.posting_status).toBe('pending');
    const unit = await create(shop, 'uom', { uom_name: 'Nobody uses it' });
    expect(await remove(unit)).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    await shop.until(({ domains }) => (domains.wms?.outbox?.pending ?? 0) + (domains.wms?.outbox?.dispatched ?? 0) === ids.length);

    nats = await startNats({ folder: natsFolder, port: nats.port, user: null });
    await shop.until(({ status, domains }) => status === 'ok' && domains.wms?.outbox?.pending === 0 && domains.wms.outbox.dispatched === 0);
    for (const id of ids) {
      expect((await shop.call('GET', `/api/resource/stock-entry/${id}`)).body.posting_status).toBe('posted');
      expect(await postings(id)).toBe(1);
    }
    expect((await remove(unit)).status).toBe(204);
  },
  DRILL_MS,
);

test(
  'starts without NATS and connects later',
  async () => {
    await nats.kill('SIGKILL');
    await books.stop();
    await shop.until(({ nats }) => nats?.state === 'connecting');
    const finance = { M_MODE: 'enterprise', M_DOMAINS: 'finance', NATS_URL: nats.url, DATABASE_URL: postgres.url('finance') };
    books = await startService(finance);
    await books.until(({ status }, code) => status === 'degraded' && code === 200);
    const id = await receive();
    nats = await startNats({ folder: natsFolder, port: nats.port, user: null });
    await shop.until(({ status, domains }) => status === 'ok' && domains.wms?.outbox?.pending === 0 && domains.wms.outbox.dispatched === 0);
    expect(await postings(id)).toBe(1);
  },
  DRILL_MS,
);

test(
  'a process that is told of another company than the one with the general ledger says so in its health, and serves nothing',
  async () => {
    const other = { DESK_TIME_ZONE: 'Asia/Kathmandu', DESK_COMPANY: 'Another' };
    const databases = { MASTERS_DATABASE_URL: postgres.url('masters'), WMS_DATABASE_URL: postgres.url('wms') };
    const stranger = await startService({ M_MODE: 'enterprise', M_DOMAINS: 'masters,wms', NATS_URL: nats.url, ...databases, ...other });
    onTestFinished(() => stranger.stop());
    const sentence = /^DESK_TIME_ZONE is “Asia\/Kathmandu” here and “UTC” where the general ledger is kept\./;
    // Each domain asks for itself, one a little before the other.
    const health = await stranger.until(({ domains: { masters, wms } }) =>
      [masters, wms].every((domain) => sentence.test(domain?.message ?? '')),
    );
    expect(health).toMatchObject({ status: 'starting', domains: { masters: { state: 'starting' }, wms: { state: 'starting' } } });
    expect((await stranger.call('GET', '/api/resource/item')).status).toBe(503);
  },
  DRILL_MS,
);
