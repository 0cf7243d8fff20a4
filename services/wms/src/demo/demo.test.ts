import { decimal, money, ZERO } from '@business-m/doctype/decimal';
import { expect, test } from 'vitest';
import { binsTouched, moveStock, type StockVoucher } from '../stock/move-stock.ts';
import { type Bin, binId } from '../stock/movement.ts';
import { EMPTY } from '../valuation/holding.ts';
import { demoDocuments } from './demo-documents.ts';

interface Entry {
  purpose: 'receipt' | 'issue' | 'transfer';
  posting_date: string;
  from_warehouse?: string;
  to_warehouse?: string;
  lines: { item: string; qty: string; rate?: string }[];
}

test.each(['2026-11-21', '2026-01-01', '2024-03-31', '2027-02-28'])(
  'on %s the demo stock can be posted in order and never goes below zero',
  (today) => {
    const bins = new Map<string, Bin>();
    let bought = ZERO;
    for (const { doctype, values, submit } of demoDocuments(today)) {
      if (doctype !== 'stock-entry' || !submit) continue;
      const entry = values as unknown as Entry;
      expect(entry.posting_date < today).toBe(true);
      const voucher: StockVoucher = {
        purpose: entry.purpose,
        postingDate: entry.posting_date,
        from: entry.from_warehouse ?? null,
        to: entry.to_warehouse ?? null,
        lines: entry.lines.map(({ item, qty, rate }) => ({ item, qty: decimal(qty), rate: decimal(rate) })),
      };
      for (const key of binsTouched(voucher)) {
        const bin = bins.get(binId(key)) ?? { ...key, holding: EMPTY, latest: null };
        bins.set(binId(key), bin);
      }
      const { amounts } = moveStock(voucher, bins, () => false);
      for (const key of binsTouched(voucher)) (bins.get(binId(key)) as Bin).latest = voucher.postingDate;
      if (voucher.purpose === 'receipt') bought = amounts.reduce((sum, value) => sum.plus(value), bought);
    }
    expect(money(bought)).toBe('85491.96');
  },
);
