import { absDecimal, compareDecimals, isZero, subtractDecimals, sumDecimals } from '@business-m/documents';

type Line = Readonly<Record<string, unknown>>;

export interface Balance {
  debit: string;
  credit: string;
  /** Without a sign. */
  difference: string;
  /** The side that is short; null when both are equal. */
  short: 'debit' | 'credit' | null;
  /** Nothing was entered yet. */
  empty: boolean;
}

/** How the two sides of these lines stand to each other, exactly. */
export function balanceOf(lines: readonly Line[]): Balance {
  const debit = sumDecimals(lines.map((line) => line.debit));
  const credit = sumDecimals(lines.map((line) => line.credit));
  const order = compareDecimals(debit, credit);
  return {
    debit,
    credit,
    difference: absDecimal(subtractDecimals(debit, credit)),
    short: order === 0 ? null : order < 0 ? 'debit' : 'credit',
    empty: isZero(debit) && isZero(credit),
  };
}

/** What a further line starts with: the amount that is missing, on the side where it is missing. */
export function balancingLine(lines: readonly Line[]): Record<string, unknown> {
  const { short, difference } = balanceOf(lines);
  return short === null ? {} : { [short]: difference };
}
