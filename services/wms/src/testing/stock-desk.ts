import type { DocumentValues } from '@business-m/doctype';
import { inProcessTransport, openTestDesk, type TestDesk } from '@business-m/doctype/testing';
import {
  type LedgerProtocol,
  type PostRequest,
  postRequestSchema,
  Refusal,
  type ReverseRequest,
  reverseRequestSchema,
  type Transport,
} from '@business-m/protocols';
import { createWms } from '../index.ts';

/** A ledger that keeps what it is given, or refuses it. */
export interface LedgerDouble extends LedgerProtocol {
  posted: PostRequest[];
  reversed: ReverseRequest[];
  refuseWith: Refusal | null;
}

const POSTED_AT = '2026-01-01T00:00:00.000Z';

function createLedgerDouble(): LedgerDouble {
  const double: LedgerDouble = {
    posted: [],
    reversed: [],
    refuseWith: null,
    async post(request) {
      if (double.refuseWith) throw double.refuseWith;
      double.posted.push(postRequestSchema.parse(request));
      return { voucher: request.voucher, entries: request.lines.length, posted_at: POSTED_AT };
    },
    async reverse(request) {
      if (!double.posted.some(({ voucher }) => voucher.id === request.voucher.id)) throw new Refusal('not-posted', 'Not posted.');
      double.reversed.push(reverseRequestSchema.parse(request));
      return { voucher: request.voucher, entries: 2, posted_at: POSTED_AT };
    },
  };
  return double;
}

type Line = [item: string, qty: string, rate?: string];

export interface StockDesk extends TestDesk {
  ledger: LedgerDouble;
  /** Creates and submits. `from` and `to` are MAIN and SHOP where the purpose has them. */
  post(purpose: 'receipt' | 'issue' | 'transfer', lines: Line[], values?: object): Promise<DocumentValues>;
  /** `BOLT MAIN 3 10.00`, for every bin that was ever touched. */
  balances(): Promise<string[]>;
  /** An empty stock with two warehouses. */
  reset(): Promise<void>;
}

/** Items of masters as a stock test sees them. */
const item = (title: string, uom: string, facts: object = {}) => ({
  title,
  item_name: title,
  uom,
  is_stock_item: true,
  allow_negative_stock: false,
  disabled: false,
  ...facts,
});
const foreign = {
  uom: { Nos: { decimals: 0 }, Kg: { decimals: 3 } },
  item: {
    BOLT: item('Bolt', 'Nos'),
    'BOLT 10': item('Bolt 10', 'Nos'),
    'BOLT 9': item('Bolt 9', 'Nos'),
    Ähre: item('Ähre', 'Kg'),
    NUT: item('Nut', 'Nos'),
    WIRE: item('Wire', 'Kg'),
    SAND: item('Sand', 'Kg', { allow_negative_stock: true }),
    HOUR: item('Hour', 'Nos', { is_stock_item: false }),
    OLD: item('Old', 'Nos', { disabled: true }),
  },
};

/** `transport`: instead of one that takes everything to the ledger at once. */
export async function openStockDesk(
  now: () => Date,
  { schema = 'wms', transport, timeZone }: { schema?: string; transport?: Transport; timeZone?: string } = {},
): Promise<StockDesk> {
  const ledger = createLedgerDouble();
  const toLedger = inProcessTransport({
    'ledger.post': (request, call) => ledger.post(request as PostRequest, call),
    'ledger.reverse': (request, call) => ledger.reverse(request as ReverseRequest, call),
  });
  const desk = await openTestDesk({
    domains: () => [createWms()],
    schemas: { wms: schema },
    foreign,
    now,
    ...(timeZone ? { timeZone } : {}),
    transport: () => transport ?? toLedger,
    roles: ['stock'],
  });
  return {
    ...desk,
    ledger,
    async post(purpose, lines, values = {}) {
      const { id } = await desk.create('stock-entry', {
        purpose,
        posting_date: now().toISOString().slice(0, 10),
        ...(purpose === 'receipt' ? {} : { from_warehouse: 'MAIN' }),
        ...(purpose === 'issue' ? {} : { to_warehouse: purpose === 'receipt' ? 'MAIN' : 'SHOP' }),
        lines: lines.map(([code, qty, rate]) => ({ item: code, qty, rate: rate ?? null })),
        ...values,
      });
      return desk.submit('stock-entry', id);
    },
    async balances() {
      const rows = await desk.db
        .withSchema(schema)
        .selectFrom('stock_balance')
        .select(['item', 'warehouse', 'qty', 'value'])
        .orderBy('item')
        .orderBy('warehouse')
        .execute();
      return rows.map((row) => `${row.item} ${row.warehouse} ${Number(row.qty)} ${row.value}`);
    },
    async reset() {
      await desk.empty();
      ledger.posted = [];
      ledger.reversed = [];
      ledger.refuseWith = null;
      await desk.create('warehouse', { warehouse_code: 'MAIN', warehouse_name: 'Main store' });
      await desk.create('warehouse', { warehouse_code: 'SHOP', warehouse_name: 'Shop' });
    },
  };
}
