const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 2 });
const rate = new Intl.NumberFormat(undefined, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** 525 → `5.25%`. */
export function shareWords(bps: number): string {
  return percent.format(bps / 10_000);
}

/** With one digit, so that rates align; `–` for an empty whole. */
export function rateWords(part: number, whole: number): string {
  return whole === 0 ? '–' : rate.format(part / whole);
}

/** Typed percentage (`5.25`) → basis points; null unless it is from 0 to 100 with at most two digits. */
export function bpsOf(typed: string): number | null {
  const match = /^(\d{1,3})(?:\.(\d{0,2}))?$/.exec(typed);
  if (!match) return null;
  const bps = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return bps <= 10_000 ? bps : null;
}

/** Basis points → typed percentage. */
export function typedShare(bps: number): string {
  return String(bps / 100);
}
