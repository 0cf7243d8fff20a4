const DIGITS = 6;

/** A decimal string as a whole number of millionths: sums of money must not be rounded by whoever checks them. */
export function exact(text: string): bigint {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (!/^-?\d+(\.\d+)?$/.test(text) || fraction.length > DIGITS) throw new Error(`“${text}” is no decimal of at most ${DIGITS} digits`);
  return BigInt(`${sign}${whole}${fraction.padEnd(DIGITS, '0')}`);
}

export const sumOf = (texts: readonly string[]): bigint => texts.reduce((sum, text) => sum + exact(text), 0n);
