/** The company's, as the services say it with every answer; until the first one the browser's. */
let timeZone: string | undefined;

/** Takes the zone that an answer names. One that this browser does not know changes nothing. */
export function learnTimeZone(name: string | null): void {
  try {
    if (name) dayIn(name, new Date());
    timeZone = name ?? timeZone;
  } catch {}
}

/** Today at the company, `YYYY-MM-DD`: what a date is by default, and what `t` and the periods of reports count from. Since 1.3. */
export function companyToday(now = new Date()): string {
  return dayIn(timeZone, now);
}

/** Swedes write a day as ISO 8601 does. */
const dayIn = (zone: string | undefined, instant: Date) => instant.toLocaleDateString('sv', { timeZone: zone });
