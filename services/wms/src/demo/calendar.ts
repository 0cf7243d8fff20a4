/** A day some months before the month of `today`; `day` is at most 28, so every month has it. */
export function dayIn(today: string, monthsAgo: number, day: number): string {
  const [year = 0, month = 1] = today.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - monthsAgo, day)).toISOString().slice(0, 10);
}
