import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readDescription } from '../../../cli/backup/backup-folder.ts';
import { runRestore } from '../../../cli/backup/run-restore.ts';
import type { ServicesEnd } from '../../../cli/backup/services-end.ts';
import { eachAlone } from '../../../services/host/src/testing/test-layout.ts';
import { backUp, openServedHost, restorePlan, type ServedHost, temporaryFolder } from './testing.ts';

const CLERKS = 4;

async function make(host: ServedHost, doctype: string, body: object): Promise<string> {
  const answer = await host.fetch('POST', `/api/resource/${doctype}`, { body });
  expect(answer.status, doctype).toBe(201);
  return (await answer.json()).id;
}

async function prepareCompany(host: ServedHost): Promise<void> {
  await make(host, 'uom', { uom_name: 'Nos' });
  await make(host, 'item', { item_code: 'BOLT', item_name: 'Bolt', uom: 'Nos' });
  await make(host, 'account', { account_number: '1300', account_name: 'Stock', root_type: 'asset', purpose: 'inventory' });
  await make(host, 'account', { account_number: '2100', account_name: 'Received', root_type: 'liability', purpose: 'goods_received' });
  await make(host, 'warehouse', { warehouse_code: 'MAIN', warehouse_name: 'Main' });
}

async function receive(host: ServedHost): Promise<string> {
  const posting_date = new Date().toISOString().slice(0, 10);
  const lines = [{ item: 'BOLT', qty: '3', rate: '1.37' }];
  const id = await make(host, 'stock-entry', { purpose: 'receipt', posting_date, to_warehouse: 'MAIN', lines });
  expect((await host.fetch('POST', `/api/resource/stock-entry/${id}/submit`, { body: {} })).status).toBe(200);
  return id;
}

const column = async (host: ServedHost, scope: string, statement: string) =>
  ((await host.query(scope, statement)) as { found: string }[]).map(({ found }) => found);
const settled = async (host: ServedHost) => {
  const open = async () => {
    await host.drain();
    return column(host, 'wms', "select id::text as found from wms.doctype_outbox where state <> 'delivered'");
  };
  await expect.poll(open, { timeout: 120_000 }).toEqual([]);
};

/** A voucher that is written when stock has been seen and the ledger has not: its posting has to wait until the ledger is seen, too. */
async function seeOneMoment(host: ServedHost): Promise<void> {
  let seen = Promise.withResolvers<void>();
  const late: string[] = [];
  const waiting = () =>
    column(
      host,
      'finance',
      "select 'waits' as found from pg_locks l join pg_database d on d.oid = l.database where not granted and datname = current_database()",
    );
  const services = host.services.map((end, index): ServicesEnd => {
    const scope = host.processes[index]?.composition.domains.all()[0]?.scope;
    if (scope === 'wms') return { ...end, snapshot: (id) => end.snapshot(id).finally(() => seen.resolve()) };
    if (scope !== 'finance') return end;
    return {
      ...end,
      async snapshot(id) {
        await seen.promise;
        seen = Promise.withResolvers();
        late.push(await receive(host));
        await expect.poll(waiting, { timeout: 8_000 }).not.toEqual([]);
        return end.snapshot(id);
      },
    };
  });
  const folder = join(temporaryFolder(), 'backup');
  await backUp({ services }, folder);
  const { wms, finance } = (await readDescription(folder)).backup.domains;
  expect([wms?.tables.stock_entry?.rows, finance?.tables.ledger_posting?.rows]).toEqual([late.length, late.length]);
}

test('backs up three databases at one moment under load: restored, every voucher has its stock and its posting once', {
  tags: ['long'],
  timeout: 540_000,
}, async () => {
  const source = await openServedHost({ layout: eachAlone });
  await prepareCompany(source);
  const before = await receive(source);
  await settled(source);
  await seeOneMoment(source);
  await settled(source);
  // What the ledger has, and whose outcome never reached the sender.
  await source.query(
    'wms',
    "update wms.doctype_outbox set state = 'dispatched', settled_at = null, next_attempt_at = now() where state = 'delivered'",
  );
  // From here on the ledger hears nothing: messages stay with the transport.
  const finance = source.domains.find(({ scope }) => scope === 'finance');
  await finance?.stop(0);

  let running = true;
  const written: string[] = [];
  const clerks = Array.from({ length: CLERKS }, async () => {
    while (running) written.push(await receive(source));
  });
  await expect.poll(() => written.length, { timeout: 60_000 }).toBeGreaterThan(CLERKS);
  const folder = join(temporaryFolder(), 'backup');
  const { heldMs } = await backUp(source, folder);
  expect(heldMs).toBeGreaterThan(0);
  running = false;
  await Promise.all(clerks);

  const { domains } = (await readDescription(folder)).backup;
  const vouchers = domains.wms?.tables.stock_entry?.rows ?? 0;
  // In the middle of the work, not before or after it.
  expect(vouchers).toBeGreaterThan(CLERKS);
  expect(vouchers).toBeLessThan(written.length + 1);
  expect(domains.finance?.tables.ledger_posting?.rows).toBe(2);

  const target = await openServedHost({ layout: eachAlone });
  await runRestore(restorePlan(target, folder));
  await settled(target);
  const submitted = await column(target, 'wms', "select id as found from wms.stock_entry where status = 'submitted' order by 1");
  expect(submitted).toContain(before);
  expect(await column(target, 'wms', 'select distinct voucher_id as found from wms.stock_ledger_entry order by 1')).toEqual(submitted);
  // One each: also of the voucher that the ledger had already.
  expect(await column(target, 'finance', 'select voucher_id as found from finance.ledger_posting order by 1')).toEqual(submitted);
  const value = await column(target, 'wms', 'select sum(value)::text as found from wms.stock_balance');
  expect(
    await column(target, 'finance', "select sum(debit - credit)::text as found from finance.general_ledger_entry where account = '1300'"),
  ).toEqual(value);
  // It goes on.
  await receive(target);
  await settled(target);

  // Into a desk whose NATS still has messages nothing is restored: they would be posted there. It serves as before.
  const replace = restorePlan(source, folder, { replace: true });
  await expect(runRestore(replace)).rejects.toThrow(/everything is as it was before: .*NATS still has \d+ messages .*NATS_PREFIX/);
  expect(new Set(source.domains.map((domain) => domain.standing()))).toEqual(new Set(['open']));
  await settled(source);
  await runRestore(replace);
  await settled(source);
  expect(await column(source, 'finance', 'select voucher_id as found from finance.ledger_posting order by 1')).toEqual(submitted);
});
