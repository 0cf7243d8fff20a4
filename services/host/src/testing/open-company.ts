import { localTransport } from '@business-m/adapters';
import { openTestDesk, type TestDesk } from '@business-m/doctype/testing';
import { createFinance } from '@business-m/finance';
import { createMasters } from '@business-m/masters';
import { createWms } from '@business-m/wms';

export const COMPANY_DAY = '2026-11-30';
export const COMPANY_WAREHOUSES = ['MAIN', 'SHOP'] as const;
/** Purpose or use → account. */
export const COMPANY_ACCOUNTS = {
  bank: '1100',
  inventory: '1300',
  goods_received: '2100',
  sales: '4000',
  cost_of_goods: '5100',
  inventory_adjustment: '5200',
} as const;

/** All domains on one database with a chart and two warehouses; every message of stock reaches the ledger with `drain`. */
export async function openCompany(): Promise<TestDesk> {
  const now = () => new Date(`${COMPANY_DAY}T09:00:00Z`);
  let finance: ReturnType<typeof createFinance>;
  const desk = await openTestDesk({
    domains: (db) => {
      finance = createFinance({ db, now });
      return [createMasters(), finance, createWms()];
    },
    transport: () => localTransport({ ledger: finance.ledger }),
    roles: ['accounts', 'stock', 'ops'],
    now,
  });
  const { bank, inventory, goods_received, sales, cost_of_goods, inventory_adjustment } = COMPANY_ACCOUNTS;
  const account = (account_number: string, root_type: string, purpose: string | null = null) =>
    desk.create('account', { account_number, account_name: `The ${account_number}`, root_type, purpose });
  await account(bank, 'asset');
  await account(inventory, 'asset', 'inventory');
  await account(goods_received, 'liability', 'goods_received');
  await account(sales, 'income');
  await account(cost_of_goods, 'expense', 'cost_of_goods');
  await account(inventory_adjustment, 'expense', 'inventory_adjustment');
  for (const warehouse_code of COMPANY_WAREHOUSES)
    await desk.create('warehouse', { warehouse_code, warehouse_name: `The ${warehouse_code}` });
  await desk.create('uom', { uom_name: 'Nos' });
  await desk.create('uom', { uom_name: 'Kg', decimals: 3 });
  return desk;
}
