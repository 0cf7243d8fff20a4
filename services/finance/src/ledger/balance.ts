import { decimal, money, sum } from '@business-m/doctype/decimal';

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

/** Exactly one side of each line is above zero, and neither is below it. In a draft a line may wait for its amount. */
export function checkSides(lines: readonly Sides[], isDraft = false): SideError[] {
  return lines.flatMap((line, index): SideError[] => {
    const wrong = (side: SideError['side'], code: SideError['code'], message: string) => [{ index, side, code, message }];
    const debit = decimal(line.debit);
    const credit = decimal(line.credit);
    if (debit.lessThan(0)) return wrong('debit', 'negative', 'A debit is above zero; use the credit side instead.');
    if (credit.lessThan(0)) return wrong('credit', 'negative', 'A credit is above zero; use the debit side instead.');
    if (!isDraft && debit.isZero() && credit.isZero()) return wrong('debit', 'one-side', 'Give this line a debit or a credit.');
    if (!debit.isZero() && !credit.isZero()) return wrong('credit', 'one-side', 'A line is a debit or a credit, not both.');
    return [];
  });
}

export function totalsOf(lines: readonly Sides[]) {
  return { debit: sum(lines.map((line) => decimal(line.debit))), credit: sum(lines.map((line) => decimal(line.credit))) };
}

/** A sentence when debits and credits differ, by however little; null when they are equal. */
export function imbalance({ debit, credit }: ReturnType<typeof totalsOf>): string | null {
  if (debit.equals(credit)) return null;
  return `Debits are ${money(debit)} and credits ${money(credit)}: they differ by ${money(debit.minus(credit).abs())}.`;
}
