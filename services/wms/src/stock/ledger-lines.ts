import { money, ZERO } from '@business-m/doctype/decimal';
import type { PostRequest } from '@business-m/protocols';
import type { Value } from '../decimal.ts';
import type { StockPurpose, StockResult } from './move-stock.ts';

type LedgerLine = PostRequest['lines'][number];

/** A voucher's ledger lines. Settling an earlier shortage goes against `inventory_adjustment`. */
export function ledgerLines(purpose: StockPurpose, { movements, amounts }: StockResult, remark?: string | null): LedgerLine[] {
  const total = amounts.reduce((sum, amount) => sum.plus(amount), ZERO);
  const settled = movements.filter(({ qtyChange }) => qtyChange.isZero()).reduce((sum, { valueChange }) => sum.plus(valueChange), ZERO);
  return [...transaction(purpose, total, remark || WORDS[purpose]), ...settlement(settled)];
}

const WORDS: Record<StockPurpose, string> = { receipt: 'Goods received', issue: 'Goods issued', transfer: 'Goods moved' };

function transaction(purpose: StockPurpose, total: Value, remark: string): LedgerLine[] {
  if (total.isZero()) return [];
  if (purpose === 'receipt') return [debit('inventory', total, remark), credit('goods_received', total, remark)];
  if (purpose === 'issue') return [debit('cost_of_goods', total, remark), credit('inventory', total, remark)];
  return [debit('inventory', total, remark), credit('inventory', total, remark)];
}

function settlement(settled: Value): LedgerLine[] {
  const remark = 'Shortage settled';
  if (settled.isZero()) return [];
  if (settled.isPositive()) return [debit('inventory', settled, remark), credit('inventory_adjustment', settled, remark)];
  return [debit('inventory_adjustment', settled.negated(), remark), credit('inventory', settled.negated(), remark)];
}

function debit(purpose: LedgerLine['purpose'], value: Value, remark: string): LedgerLine {
  return { purpose, debit: money(value), credit: '0.00', remark };
}

function credit(purpose: LedgerLine['purpose'], value: Value, remark: string): LedgerLine {
  return { purpose, debit: '0.00', credit: money(value), remark };
}
