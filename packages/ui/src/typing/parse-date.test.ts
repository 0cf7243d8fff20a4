import { expect, test } from 'vitest';
import { addDays, parseDate } from './parse-date.ts';
import { printDate } from './print-date.ts';

const today = '2026-11-29';
const read = (text: string, locale: string) => parseDate(text, { locale, today });
const locales = [
  'en-US',
  'en-GB',
  'de-DE',
  'de-CH',
  'fr-FR',
  'es-ES',
  'pt-BR',
  'pl-PL',
  'cs-CZ',
  'ru-RU',
  'fi-FI',
  'hu-HU',
  'sv-SE',
  'ja-JP',
  'zh-CN',
  'ko-KR',
  'ar-EG',
  'fa-IR',
  'hi-IN',
  'th-TH',
];
const days = Array.from({ length: 48 }, (_, index) => addDays('2024-01-31', index * 29));

test.each(locales)('a day as %s prints it is read back', (locale) => {
  for (const day of days) {
    const at = Date.parse(`${day}T00:00:00Z`);
    const formats = [
      { dateStyle: 'short' },
      { dateStyle: 'medium' },
      { dateStyle: 'long' },
      { year: 'numeric', month: 'short', day: '2-digit' },
    ] as const;
    const printed = formats.map((format) =>
      new Intl.DateTimeFormat(locale, { ...format, calendar: 'gregory', timeZone: 'UTC' }).format(at),
    );
    for (const text of [...printed, printDate(day, locale), day]) expect([text, read(text, locale)]).toEqual([text, { day }]);
  }
});

test.each<[locale: string, text: string, day: string]>([
  ['fr-FR', "aujourd'hui", '2026-11-29'],
  ['fr-FR', 'Aujourd’hui', '2026-11-29'],
  ['de-CH', '30.11.2026 00:00', '2026-11-30'],
  ['en-US', '2026-11-30 00:00:00.000', '2026-11-30'],
  ['ja-JP', '2026-11-30T00:00', '2026-11-30'],
  ['en-US', '112926', '2026-11-29'],
  ['en-GB', '291126', '2026-11-29'],
  ['sv-SE', '261129', '2026-11-29'],
  ['en-US', '11292026', '2026-11-29'],
  ['en-US', '09302026', '2026-09-30'],
  ['de-DE', '29112026', '2026-11-29'],
  ['de-DE', '20261129', '2026-11-29'],
  ['en-US', '20261129', '2026-11-29'],
  ['en-US', '1129', '2026-11-29'],
  ['de-DE', '2911', '2026-11-29'],
  ['de-DE', '15', '2026-11-15'],
  ['de-DE', '31.12', '2026-12-31'],
  ['de-DE', '31.12.', '2026-12-31'],
  ['en-US', '31.12', '2026-12-31'],
  ['en-US', '12/31', '2026-12-31'],
  ['en-US', '3/4', '2026-03-04'],
  ['en-GB', '3/4', '2026-04-03'],
  ['en-GB', '3-4-26', '2026-04-03'],
  ['en-GB', '3 4 2026', '2026-04-03'],
  ['en-US', '3/4/85', '1985-03-04'],
  ['en-US', '3/4/46', '2046-03-04'],
  ['en-US', '3/4/47', '1947-03-04'],
  ['en-US', '2026-11-29', '2026-11-29'],
  ['en-US', '2026/11/29', '2026-11-29'],
  ['de-DE', '2026.11.29', '2026-11-29'],
  ['en-GB', '29 Nov', '2026-11-29'],
  ['en-GB', 'nov 29', '2026-11-29'],
  ['en-US', 'November 29, 2026', '2026-11-29'],
  ['de-DE', '1. März 26', '2026-03-01'],
  ['de-DE', '1 mär', '2026-03-01'],
  ['fr-FR', '1 août 2026', '2026-08-01'],
  ['fr-FR', '1 aug 2026', '2026-08-01'],
  ['ru-RU', '29 ноября 2026 г.', '2026-11-29'],
  ['es-ES', '29 de noviembre de 2026', '2026-11-29'],
  ['ja-JP', '2026年11月29日', '2026-11-29'],
  ['ar-EG', '٢٩/١١/٢٠٢٦', '2026-11-29'],
  ['en-US', '１１／２９／２０２６', '2026-11-29'],
  ['en-US', ' t ', '2026-11-29'],
  ['en-US', 'Today', '2026-11-29'],
  ['de-DE', 'heute', '2026-11-29'],
  ['de-DE', 'morgen', '2026-11-30'],
  ['en-US', 'y', '2026-11-28'],
  ['en-US', '+7', '2026-12-06'],
  ['en-US', '-1', '2026-11-28'],
  ['en-US', '−1', '2026-11-28'],
  ['en-US', '+2w', '2026-12-13'],
  ['en-US', '+3m', '2027-02-28'],
  ['en-US', '-1y', '2025-11-29'],
  ['de-DE', '29.02.2028', '2028-02-29'],
])('in %s %j is %s', (locale, text, day) => {
  expect(read(text, locale)).toEqual({ day });
});

test.each<[locale: string, text: string, trouble: string]>([
  // Of a moment it is not said whose day it was.
  ['en-US', '2026-11-30T00:00:00Z', '“2026-11-30T00:00:00Z” is not a date.'],
  ['de-CH', '30.11.2026 14:30', '“30.11.2026 14:30” is not a date.'],
  ['de-DE', '31.02', '“31.02” is not a date: that month has 28 days.'],
  ['en-US', '31.2.26', '“31.2.26” is not a date: that month has 28 days.'],
  ['ja-JP', '31.2.26', '“31.2.26” is not a date: that month has 28 days.'],
  ['ja-JP', '02/30/2026', '“02/30/2026” is not a date: that month has 28 days.'],
  ['sv-SE', '1/2/2026', '“1/2/2026” could be two dates: write the year first.'],
  ['en-US', 'Dec-26', '“Dec-26” could be two dates: write the year with four digits.'],
  ['de-DE', '29.02.2027', '“29.02.2027” is not a date: that month has 28 days.'],
  ['de-DE', '31', '“31” is not a date: that month has 30 days.'],
  ['en-US', '13/25/2026', '“13/25/2026” is not a date.'],
  ['en-US', '11/29/0026', '“11/29/0026” is in the year 26; dates are from 1900 to 2199.'],
  ['en-US', '9999-12-31', '“9999-12-31” is in the year 9999; dates are from 1900 to 2199.'],
  ['en-US', '0001-01-01', '“0001-01-01” is in the year 1; dates are from 1900 to 2199.'],
  ['en-US', '11/29/202', '“11/29/202” is not a date.'],
  ['en-US', '112', '“112” is not a date.'],
  ['en-US', '1129261', '“1129261” is not a date.'],
  ['en-US', '29 Foo 2026', '“29 Foo 2026” is not a date.'],
  ['en-US', 'Nov Dec 2026', '“Nov Dec 2026” is not a date.'],
  ['en-US', 'Nov 2026', '“Nov 2026” is not a date.'],
  ['en-US', '1/2/3/4', '“1/2/3/4” is not a date.'],
  ['en-US', '0', '“0” is not a date.'],
  ['en-US', '+99999', '“+99999” is not a date.'],
  ['en-US', '+9999y', '“+9999y” is not a date.'],
  ['en-US', 'tomorrow never', '“tomorrow never” is not a date.'],
  ['en-US', '<script>', '“<script>” is not a date.'],
])('in %s %j is refused: %s', (locale, text, trouble) => {
  expect(read(text, locale)).toEqual({ trouble });
});
