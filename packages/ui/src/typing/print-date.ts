/** The calendar of the books is Gregorian everywhere. */
const numeric = { calendar: 'gregory', year: 'numeric', month: '2-digit', day: '2-digit', timeZone: 'UTC' } as const;

const known = new Map<string, Intl.DateTimeFormat>();

/** Kept: making one takes longer than drawing a field. */
function formatIn(locale = ''): Intl.DateTimeFormat {
  const format = known.get(locale) ?? new Intl.DateTimeFormat(locale || undefined, numeric);
  known.set(locale, format);
  return format;
}

/** Whether a text is a day that there is, as YYYY-MM-DD. */
export function isDay(text: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** The day as figures in the locale's order: `2026-03-01` → `01/03/2026`. */
export function printDate(day: string, locale?: string): string {
  return formatIn(locale).format(Date.parse(`${day}T00:00:00Z`));
}

const figures: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = { day: 'dd', month: 'mm', year: 'yyyy' };

/** How a day is typed in the locale's order and marks: `dd/mm/yyyy`. */
export function datePattern(locale?: string): string {
  const parts = formatIn(locale).formatToParts(0);
  return parts.map(({ type, value }) => figures[type] ?? value).join('');
}
