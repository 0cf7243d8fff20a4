import { expect, test } from 'vitest';
import { parseDate } from './parse-date.ts';

/** The order in which people of a place write day, month and year in figures: looked up, not asked of the parser. */
const orders = { 'en-US': 'mdy', 'en-GB': 'dmy', 'de-DE': 'dmy', 'hi-IN': 'dmy', 'ar-EG': 'dmy', 'sv-SE': 'ymd' } as const;
const locales = Object.keys(orders) as (keyof typeof orders)[];
const today = '2026-11-29';
const refused = 'refused';
const read = (text: string, locale: string) => {
  const found = parseDate(text, { locale, today });
  return 'day' in found ? found.day : refused;
};

/** Figures in the order of their place, by what stands between them: `d m y` with one or two digits. */
const days: [day: number, month: number, year: number][] = [
  [29, 11, 2026],
  [31, 12, 2026],
  [1, 1, 2027],
  [4, 3, 2026],
  [12, 12, 2025],
  [28, 2, 2025],
  [29, 2, 2028],
  [9, 10, 1999],
  [30, 6, 2031],
];
const two = (part: number) => String(part).padStart(2, '0');
const inOrder = (order: string, parts: Record<string, string>, mark: string) => [...order].map((part) => parts[part]).join(mark);
const iso = (day: number, month: number, year: number) => `${year}-${two(month)}-${two(day)}`;

/** Alike everywhere. */
const everywhere: Record<string, string> = {
  '2026-11-29': '2026-11-29',
  '2026/11/29': '2026-11-29',
  '2026.11.29': '2026-11-29',
  '2026 11 29': '2026-11-29',
  '2026-3-4': '2026-03-04',
  '20261129': '2026-11-29',
  ' 2026-11-29 ': '2026-11-29',
  '\u200e2026-11-29': '2026-11-29',
  '２０２６-１１-２９': '2026-11-29',
  '٢٠٢٦-١١-٢٩': '2026-11-29',
  '29 Nov 2026': '2026-11-29',
  '29 nov 26': '2026-11-29',
  '29. Nov. 2026': '2026-11-29',
  'NOV 29': '2026-11-29',
  'November 29, 2026': '2026-11-29',
  '29-Nov-2026': '2026-11-29',
  '29nov2026': '2026-11-29',
  '2026 Nov 29': '2026-11-29',
  '1 MAY': '2026-05-01',
  '3 Sept 2026': '2026-09-03',
  '29th November 2026': '2026-11-29',
  '1st of Dec': '2026-12-01',
  'Dec 2nd, 2026': '2026-12-02',
  '3rd March 2026': '2026-03-03',
  'Sunday, November 29, 2026': '2026-11-29',
  'Sun 29 Nov': '2026-11-29',
  'sunday 29 november 2026': '2026-11-29',
  t: today,
  T: today,
  today: today,
  Today: today,
  y: '2026-11-28',
  yesterday: '2026-11-28',
  tomorrow: '2026-11-30',
  '+1': '2026-11-30',
  '-1': '2026-11-28',
  '−1': '2026-11-28',
  '+0': today,
  '+7': '2026-12-06',
  '+ 7': refused,
  '+30d': '2026-12-29',
  '-2w': '2026-11-15',
  '+1w': '2026-12-06',
  '+1m': '2026-12-29',
  '+3m': '2027-02-28',
  '-9m': '2026-02-28',
  '+1y': '2027-11-29',
  '-1Y': '2025-11-29',
  '+٧': '2026-12-06',
  '15': '2026-11-15',
  '5': '2026-11-05',
  '05': '2026-11-05',
  '30': '2026-11-30',
  '٥': '2026-11-05',
};

const never = [
  '',
  ' ',
  `${'1'.repeat(70)}`,
  ...`- | / | . | x | abc | never | now | tt | null | NaN | undefined | 0 | 00 | 31 | 32 | 99 | 112 | 999 | 12345 | 1129261
112920260 | 00000000 | 99999999 | 0000-00-00 | 2026-00-10 | 2026-13-01 | 2026-02-29 | 2026-02-30 | 2026-04-31 | 2026-11-31
2026-11-00 | 2026-11-32 | 2100-02-29 | 1900-02-29 | 0001-01-01 | 0026-11-29 | 1000-01-01 | 1899-12-31 | 2200-01-01 | 9999-12-31
12026-11-29 | 202-11-29 | 2026-111-29 | 2026-11 | 11/2026 | 2026 | 29/11/0026 | 29/11/202 | 29/11/20266 | 11/29/0026
1405/09/08 | 29.11.1405 | 2569-11-29 | 1/2/3/4 | 1.2.3.4 | 1 2 3 4 | 10:30 | 10:30:00 | 29.11.2026 10:30 | 2026-11-29T10:30
2026-11-29T00:00:00Z | 2026-W48 | 2026-W48-7 | Q4 2026 | KW 48 | 29 Foo 2026 | Foo 29 | Nov | Nov 2026 | November | Nov Dec
29 Nov Dec 2026 | 29 30 Nov 2026 | Nov 31 | 31 Nov 2026 | 30 Feb | 0 Nov 2026 | 29 Nov 026 | 29 Nov 5 | 29 Nov 20266 | 29 No
J 5 | Monday, November 29, 2026 | Mon 29 Nov 2026 | Monday | Sun | + | +x | +7x | ++7 | +-7 | --1 | +7.5 | +99999 | +9999y
-9999y | 7+ | 1- | t+7 | today+1 | +1 week | next week | in 3 days | 1,000 | 12.50€ | € 12 | 12% | 1e3 | 0x10 | ½ | 29²
<b>29</b> | "29.11.2026" | =TODAY() | 29;11;2026 | 29|11|2026 | 29_11_2026 | 29\\11\\2026 | 29\u00ad11 | 🙂 | 29.11.2026🙂
-29/11/2026 | +29.11.2026 | 29.11.-2026`.split(/ \| |\n/),
];

test('200 strings are tried in 6 locales', () => {
  expect(Object.keys(everywhere).length + never.length + days.length * 9).toBeGreaterThanOrEqual(200);
});

test.each(locales)('in %s typed days are what was meant, or refused', (locale) => {
  const wrong: string[] = [];
  const expectRead = (text: string, meant: string) => {
    const found = read(text, locale);
    if (found !== meant) wrong.push(`${JSON.stringify(text)}: ${found}, meant ${meant}`);
  };
  const order = orders[locale];
  for (const [day, month, year] of days) {
    const full = { d: two(day), m: two(month), y: String(year) };
    const short = { d: String(day), m: String(month), y: String(year).slice(2) };
    const meant = iso(day, month, year);
    for (const mark of ['.', '/', '-', ' ']) {
      expectRead(inOrder(order, full, mark), meant);
      expectRead(inOrder(order, { ...short, y: String(year) }, mark), meant);
    }
    expectRead(inOrder(order, { ...full, y: short.y }, '/'), meant);
    expectRead(inOrder(order, short, '.'), meant);
    expectRead(inOrder(order, full, ''), meant);
    expectRead(inOrder(order, { ...full, y: short.y }, ''), meant);
    // Without a year it is this one.
    const isDay = day < 29 || month !== 2;
    const thisYear = isDay ? iso(day, month, 2026) : refused;
    expectRead(inOrder(order.replace('y', ''), short, '/'), thisYear);
    expectRead(inOrder(order.replace('y', ''), full, '.'), thisYear);
    expectRead(inOrder(order.replace('y', ''), full, ''), thisYear);
  }
  for (const [text, meant] of Object.entries(everywhere)) expectRead(text, meant);
  for (const text of never) expectRead(text, refused);
  expect(wrong).toEqual([]);
});

test.each<[locale: string, text: string, meant: string]>([
  // In another place's order where only that is a day.
  ['en-US', '29/11/2026', '2026-11-29'],
  ['en-GB', '11/29/2026', '2026-11-29'],
  ['sv-SE', '29/11/2026', '2026-11-29'],
  ['en-US', '31.12', '2026-12-31'],
  ['en-GB', '12/31', '2026-12-31'],
  // The 29th of 2026, or the 26th of 2029: nobody can say.
  ['en-US', '29/11/26', refused],
  ['en-US', '26-11-29', refused],
  ['en-US', '31/12/99', '1999-12-31'],
  ['sv-SE', '29/11/32', '2032-11-29'],
  ['de-DE', '1 marz', '2026-03-01'],
  ['fr-FR', '1 AOUT', '2026-08-01'],
  ['fr-FR', '1er août 2026', '2026-08-01'],
  ['tr-TR', '29 KASIM 2026', '2026-11-29'],
  ['tr-TR', '3 APRIL 2026', '2026-04-03'],
  ['fa-IR', '۱۴۰۵/۰۹/۰۸', refused],
  // Only a day that there is not could be meant: no other one far away is read.
  ['en-US', '31.2.26', refused],
  ['en-US', '29/02/27', refused],
  ['en-US', '31.4.26', refused],
  ['ja-JP', '31.2.26', refused],
  ['ja-JP', '310226', refused],
  ['zh-CN', '29.02.27', refused],
  // A month of a year, as sheets write it.
  ['en-US', 'Dec-26', refused],
  ['de-DE', 'Dez-25', refused],
  ['fr-FR', 'janv.-27', refused],
  ['en-GB', "Nov '26", refused],
  ['en-US', 'Dec-12', '2026-12-12'],
  ['en-US', '26-Dec', '2026-12-26'],
  ['en-US', 'Dec 26', '2026-12-26'],
  // Where the year comes first, day and month behind which it comes last are in either order.
  ['ja-JP', '12/31/2026', '2026-12-31'],
  ['en-CA', '31/12/2026', '2026-12-31'],
  ['ja-JP', '01/02/2026', refused],
  ['en-CA', '3/4/2026', refused],
  ['ja-JP', '3/3/2026', '2026-03-03'],
  ['en-US', '12/31/2026 12:00:00 AM', '2026-12-31'],
  ['en-US', '12/31/2026, 12:00\u202fAM', '2026-12-31'],
  ['en-US', '12/31/2026 12:00:00 PM', refused],
  // Near as day, month and year, in years far away as the place has it.
  ['sv-SE', '31/12/26', refused],
  ['en-CA', '30.11.26', refused],
  ['hu-HU', '301126', refused],
  ['en-ZA', '11/30/26', refused],
  ['sv-SE', '26-11-30', '2026-11-30'],
  ['sv-SE', '261130', '2026-11-30'],
  ['sv-SE', '19-05-03', '2019-05-03'],
  ['zh-CN', '26/1/2', '2026-01-02'],
  ['de-DE', 'übermorgen', '2026-12-01'],
  ['de-DE', '1..2', refused],
  ['en-GB', '1.2..2026', refused],
])('in %s %j is %s', (locale, text, meant) => {
  expect(read(text, locale)).toBe(meant);
});

test.each(['pt-BR', 'pt-PT', 'ja-JP', 'zh-CN', 'da-DK', 'th-TH', 'he-IL', 'vi-VN', 'ca-ES', 'ro-RO', 'pl-PL', 'fr-CH', ...locales])(
  'in %s every day that is printed is read back, its weekday with it',
  (locale) => {
    const styles = [
      { dateStyle: 'full' },
      { dateStyle: 'long' },
      { dateStyle: 'medium' },
      { dateStyle: 'short' },
      { year: 'numeric', month: '2-digit', day: '2-digit' },
      { year: 'numeric', month: 'short', day: '2-digit' },
    ] as const;
    for (let index = 0; index < 36; index += 1) {
      const at = Date.UTC(2020, index, 1 + ((index * 7) % 28));
      for (const style of styles) {
        const printed = new Intl.DateTimeFormat(locale, { ...style, calendar: 'gregory', timeZone: 'UTC' }).format(at);
        expect([printed, read(printed, locale)]).toEqual([printed, new Date(at).toISOString().slice(0, 10)]);
      }
    }
  },
);
