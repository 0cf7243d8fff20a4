/** One document of the demo company, as a user would have made it. */
export interface DemoDocument {
  doctype: string;
  values: Record<string, unknown>;
  /** Submitted after it was created. */
  submit?: boolean;
  /** And cancelled again. */
  cancel?: boolean;
}

/** A day some months before the month of `today`; `day` is at most 28, so every month has it. */
export function dayIn(today: string, monthsAgo: number, day: number): string {
  const [year = 0, month = 1] = today.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - monthsAgo, day)).toISOString().slice(0, 10);
}
