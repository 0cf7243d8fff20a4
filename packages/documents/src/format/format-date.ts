const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(kind: 'date' | 'datetime', locale?: string): Intl.DateTimeFormat {
  const key = `${kind}|${locale ?? ''}`;
  const known = formatters.get(key);
  if (known) return known;
  const day = { year: 'numeric', month: 'short', day: '2-digit' } as const;
  const created =
    kind === 'date'
      ? new Intl.DateTimeFormat(locale, { ...day, timeZone: 'UTC' })
      : new Intl.DateTimeFormat(locale, { ...day, hour: '2-digit', minute: '2-digit' });
  formatters.set(key, created);
  return created;
}

/** `2026-03-01` → `Mar 01, 2026` as the locale writes it. A day has no time zone: it is never shifted. */
export function formatDate(value: string | null | undefined, locale?: string): string {
  if (!value) return '';
  const time = Date.parse(`${value}T00:00:00Z`);
  return Number.isNaN(time) ? value : formatter('date', locale).format(time);
}

/** An ISO instant in the reader's own time zone. */
export function formatDateTime(value: string | null | undefined, locale?: string): string {
  if (!value) return '';
  const time = Date.parse(value);
  return Number.isNaN(time) ? value : formatter('datetime', locale).format(time);
}

/** Today where the user sits, as `YYYY-MM-DD`. */
export function today(now = new Date()): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
