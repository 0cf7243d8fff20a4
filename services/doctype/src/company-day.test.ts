import { expect, test } from 'vitest';
import { companyDay, isTimeZone } from './company-day.ts';

test.each([
  ['America/Los_Angeles', '2026-12-01T01:00:00Z', '2026-11-30'],
  ['America/Los_Angeles', '2026-12-01T08:00:00Z', '2026-12-01'],
  ['Pacific/Auckland', '2026-11-30T12:00:00Z', '2026-12-01'],
  ['Pacific/Kiritimati', '2026-12-31T10:00:00Z', '2027-01-01'],
  ['Asia/Kolkata', '2026-11-30T18:29:59Z', '2026-11-30'],
  ['Asia/Kolkata', '2026-11-30T18:30:00Z', '2026-12-01'],
  // The clocks go forward and back at night: the day has 23 or 25 hours.
  ['Europe/Oslo', '2026-03-28T23:00:00Z', '2026-03-29'],
  ['Europe/Oslo', '2026-03-29T21:59:59Z', '2026-03-29'],
  ['Europe/Oslo', '2026-10-25T22:59:59Z', '2026-10-25'],
  ['Europe/Oslo', '2026-10-25T23:00:00Z', '2026-10-26'],
  ['Europe/Berlin', '2026-03-29T22:00:00Z', '2026-03-30'],
  ['Europe/Berlin', '2026-10-25T22:59:59Z', '2026-10-25'],
  // No summer time since 2019; before, the day began at one.
  ['America/Sao_Paulo', '2026-11-01T02:59:59Z', '2026-10-31'],
  ['America/Sao_Paulo', '2018-11-04T03:00:00Z', '2018-11-04'],
  // There was no 30 December 2011.
  ['Pacific/Apia', '2011-12-30T09:59:59Z', '2011-12-29'],
  ['Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31'],
  ['Pacific/Apia', '2026-04-04T11:00:00Z', '2026-04-05'],
  ['Asia/Kathmandu', '2026-11-30T18:14:59Z', '2026-11-30'],
  ['Asia/Kathmandu', '2026-11-30T18:15:00Z', '2026-12-01'],
  ['America/St_Johns', '2026-03-08T02:29:59Z', '2026-03-07'],
  ['America/St_Johns', '2026-11-02T03:29:59Z', '2026-11-01'],
  // Half an hour of summer time.
  ['Australia/Lord_Howe', '2026-10-03T13:29:59Z', '2026-10-03'],
  ['Australia/Lord_Howe', '2026-10-04T13:00:00Z', '2026-10-05'],
  ['Pacific/Kiritimati', '2199-12-31T09:59:59Z', '2199-12-31'],
  ['UTC', '2026-11-30T23:59:59.999Z', '2026-11-30'],
])('in %s it is at %s the %s', (zone, instant, day) => {
  expect(companyDay(zone)(new Date(instant))).toBe(day);
});

test('knows a time zone by its name', () => {
  for (const name of ['UTC', 'Europe/Oslo', 'America/Argentina/Buenos_Aires']) expect(isTimeZone(name), name).toBe(true);
  for (const name of ['', 'Oslo', 'Mars/Olympus', 'Europe/Oslo ']) expect(isTimeZone(name), name).toBe(false);
});
