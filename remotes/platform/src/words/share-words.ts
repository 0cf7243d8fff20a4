const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 2 });
const rate = new Intl.NumberFormat(undefined, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** Basis points as people say them: 525 → `5.25%`. */
export function shareWords(bps: number): string {
  return percent.format(bps / 10_000);
}

/** Part of a whole, with one digit: what columns of rates need to align. An empty whole has no rate. */
export function rateWords(part: number, whole: number): string {
  return whole === 0 ? '–' : rate.format(part / whole);
}

/** A percentage as it is typed, `5.25`, in basis points; null when it is none from 0 to 100 with at most two digits. */
export function bpsOf(typed: string): number | null {
  const match = /^(\d{1,3})(?:\.(\d{0,2}))?$/.exec(typed);
  if (!match) return null;
  const bps = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return bps <= 10_000 ? bps : null;
}

/** Basis points as one would type them. */
export function typedShare(bps: number): string {
  return String(bps / 100);
}
