/** The day, `YYYY-MM-DD`, that it is at the company at an instant. */
export type CompanyDay = (instant: Date) => string;

/** The calendar of a company in `timeZone` (IANA: `Europe/Oslo`), whatever the zone of the machine. Throws `RangeError` for an unknown zone. */
export function companyDay(timeZone: string): CompanyDay {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const format = new Intl.DateTimeFormat('en', { ...parts, timeZone, calendar: 'gregory', numberingSystem: 'latn' });
  return (instant) => {
    const found = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
    return `${found.year?.padStart(4, '0')}-${found.month}-${found.day}`;
  };
}

/** Whether the machine knows the zone by this name. */
export function isTimeZone(name: string): boolean {
  try {
    companyDay(name);
    return true;
  } catch {
    return false;
  }
}
