import { type Amount, amount, money, sum } from '../amount.ts';

/** The two sides of a line, as a document or the wire gives them. */
export interface Sides {
  debit?: unknown;
  credit?: unknown;
}

export interface SideError {
  /** Position in the list, from 0. */
  index: number;
  side: 'debit' | 'credit';
  code: 'one-side' | 'negative';
  message: string;
}

/** Exactly one side of each line is above zero, and neither is below it. */
export function checkSides(lines: readonly Sides[]): SideError[] {
  return lines.flatMap((line, index): SideError[] => {
    const debit = amount(line.debit);
    const credit = amount(line.credit);
    if (debit.isNegative() && !debit.isZero())
      return [{ index, side: 'debit', code: 'negative', message: 'A debit is above zero; use the credit side instead.' }];
    if (credit.isNegative() && !credit.isZero())
      return [{ index, side: 'credit', code: 'negative', message: 'A credit is above zero; use the debit side instead.' }];
    if (debit.isZero() && credit.isZero())
      return [{ index, side: 'debit', code: 'one-side', message: 'Give this line a debit or a credit.' }];
    if (!debit.isZero() && !credit.isZero())
      return [{ index, side: 'credit', code: 'one-side', message: 'A line is a debit or a credit, not both.' }];
    return [];
  });
}

export interface Totals {
  debit: Amount;
  credit: Amount;
}

export function totalsOf(lines: readonly Sides[]): Totals {
  return { debit: sum(lines.map((line) => amount(line.debit))), credit: sum(lines.map((line) => amount(line.credit))) };
}

/** A sentence when debits and credits differ, by however little; null when they are equal. */
export function imbalance({ debit, credit }: Totals): string | null {
  if (debit.equals(credit)) return null;
  return `Debits are ${money(debit)} and credits ${money(credit)}: they differ by ${money(debit.minus(credit).abs())}.`;
}
