import { companyToday } from '@business-m/sdk';

export interface Period {
  value: string;
  label: string;
  from: string;
  to: string;
}

const day = (year: number, month: number, date: number) => new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);

export function periodsAround(now: string = companyToday()): Period[] {
  const year = Number(now.slice(0, 4));
  const month = Number(now.slice(5, 7)) - 1;
  const quarter = Math.floor(month / 3) * 3;
  return [
    { value: 'this-month', label: 'This month', from: day(year, month, 1), to: day(year, month + 1, 0) },
    { value: 'last-month', label: 'Last month', from: day(year, month - 1, 1), to: day(year, month, 0) },
    { value: 'this-quarter', label: 'This quarter', from: day(year, quarter, 1), to: day(year, quarter + 3, 0) },
    { value: 'year-to-date', label: 'Year to date', from: day(year, 0, 1), to: now },
    { value: 'this-year', label: 'This year', from: day(year, 0, 1), to: day(year, 12, 0) },
    { value: 'last-year', label: 'Last year', from: day(year - 1, 0, 1), to: day(year - 1, 12, 0) },
  ];
}
