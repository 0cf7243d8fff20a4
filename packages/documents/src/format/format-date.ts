import { isDay } from '@business-m/ui';

const formatters = new Map<string, Intl.DateTimeFormat>();

/** The calendar of the books is Gregorian in every locale. */
const calendar = 'gregory';

function formatter(kind: 'date' | 'day' | 'datetime' | 'time', locale?: string): Intl.DateTimeFormat {
  const key = `${kind}|${locale ?? ''}`;
  const known = formatters.get(key);
  if (known) return known;
  const day = { year: 'numeric', month: 'short', day: '2-digit' } as const;
  const time = { hour: '2-digit', minute: '2-digit' } as const;
  const parts = {
    date: { ...day, timeZone: 'UTC' },
    day: { dateStyle: 'full', timeZone: 'UTC' },
    datetime: { ...day, ...time },
    time,
  } as const;
  const created = new Intl.DateTimeFormat(locale, { ...parts[kind], calendar });
  formatters.set(key, created);
  return created;
}

/** `2026-03-01` → `Mar 01, 2026` as the locale writes it. A day has no time zone: it is never shifted. */
export function formatDate(value: string | null | undefined, locale?: string): string {
  // JavaScript takes the 30th of February for the 2nd of March.
  if (!value || !isDay(value)) return value ?? '';
  return formatter('date', locale).format(Date.parse(value));
}

/** `2026-03-01` → `Sunday, March 1, 2026`. */
export function formatDay(value: string, locale?: string): string {
  return formatter('day', locale).format(Date.parse(`${value}T00:00:00Z`));
}

/** An ISO instant in the reader's own time zone. */
export function formatDateTime(value: string | null | undefined, locale?: string): string {
  if (!value) return '';
  const time = Date.parse(value);
  return Number.isNaN(time) ? value : formatter('datetime', locale).format(time);
}

/** An ISO instant in as few words as tell it apart: the time alone when it was today (`10:42`), else with its day. */
export function formatSince(value: string, now = new Date(), locale?: string): string {
  const then = new Date(value);
  if (Number.isNaN(then.getTime())) return value;
  return then.toDateString() === now.toDateString() ? formatter('time', locale).format(then) : formatDateTime(value, locale);
}
