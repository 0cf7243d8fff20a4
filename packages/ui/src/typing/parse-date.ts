import { habitsOf, isWeekdayOf, lower, monthOf, type Part, WORD } from './date-names.ts';
import { plainText } from './plain-text.ts';

/** What a person's text means as a day, or why it is none. */
export type DateReading = { day: string } | { trouble: string };

export interface DateOptions {
  /** Whose order of day, month and year, and whose names of months. Default: the browser's. */
  locale?: string | undefined;
  /** Today as YYYY-MM-DD: `t`, `+7` and days without a year count from it. */
  today: string;
}

/** Years a day of business can be in; others are a slip of the finger. */
export const YEAR_MIN = 1900;
export const YEAR_MAX = 2199;

const FIGURE_OR_WORD = new RegExp(`\\d+|${WORD.source}`, 'gu');

/**
 * Reads a day as people type it: digits alone (`112926`), `31.12`, two-digit years, `t`, `+7`, `-1m`, names of months, the locale's own print, and
 * YYYY-MM-DD everywhere, also with midnight behind it. What could be two days is read in the locale's order; what can be only one is that one; all else is refused with a
 * sentence.
 */
export function parseDate(text: string, { locale, today }: DateOptions): DateReading {
  const plain = lower(plainText(text))
    .replace(/^[−–]/, '-')
    // As sheets and databases write a day: with its first moment behind.
    .replace(/(?<=\d)([t ]0?0:00(:00([.,]0{1,9})?)?|,? 12:00(:00)? ?am)$/, '');
  const found = read(text, plain, { locale, today });
  return 'day' in found ? found : (asPrinted(plain, { locale, today }) ?? found);
}

/**
 * A day as this locale prints it in words (`quarta-feira, 3 de janeiro de 2024`, `2024年1月3日水曜日`), whatever its words are: the days that its
 * figures could be are printed and compared.
 */
function asPrinted(plain: string, { locale, today }: DateOptions): DateReading | null {
  const figures = (plain.slice(0, 60).match(/\d+/g) ?? []).map(Number);
  for (const short of figures) {
    const year = short < 100 ? century(short, Number(today.slice(0, 4))) : short;
    if (year < YEAR_MIN || year > YEAR_MAX) continue;
    for (const date of figures) {
      for (let month = 1; month <= 12; month += 1) {
        const day = iso(year, month, date);
        if (date > 0 && date <= daysIn(year, month) && isPrint(day, plain, locale)) return { day };
      }
    }
  }
  return null;
}

const prints = new Map<string, Intl.DateTimeFormat[]>();

/** The last one is that of lists and reports. */
const styles = [
  ...(['full', 'long', 'medium', 'short'] as const).map((dateStyle) => ({ dateStyle })),
  { year: 'numeric', month: 'short', day: '2-digit' } as const,
];

function formatsIn(locale = ''): Intl.DateTimeFormat[] {
  const made =
    prints.get(locale) ??
    styles.map((style) => new Intl.DateTimeFormat(locale || undefined, { ...style, calendar: 'gregory', timeZone: 'UTC' }));
  prints.set(locale, made);
  return made;
}

const isPrint = (day: string, plain: string, locale: string | undefined) =>
  formatsIn(locale).some((format) => lower(plainText(format.format(Date.parse(day)))) === plain);

function read(text: string, plain: string, { locale, today }: DateOptions): DateReading {
  const habits = habitsOf(locale);
  const nothing = { trouble: `“${text.trim()}” is not a date.` };
  if (plain === '' || plain.length > 60) return nothing;
  const days = habits.relative.get(plain);
  if (days !== undefined) return { day: addDays(today, days) };
  const [, sign, count, unit] = /^([+-])(\d{1,4})\s*([dwmy]?)$/.exec(plain) ?? [];
  if (sign) return move(today, Number(`${sign}${count}`), unit || 'd', nothing);

  if (isMonthOfYear(plain, Number(today.slice(0, 4)))) return couldBeTwo(text.trim());
  // What stands between two figures stands there once: `29.11.-2026` is no day, and neither is `10-`.
  if (/^[-–/]|[-–/]$|[-–/.][-–]|[-–/]\s*[-–/.]|[.,]\s*[.,]/.test(plain)) return nothing;
  const words = plain.match(FIGURE_OR_WORD) ?? [];
  const digits = words.filter((word) => /^\d/.test(word));
  let month: number | undefined;
  let weekday: string | undefined;
  for (const word of words) {
    if (/^\d/.test(word) || habits.filler.has(word)) continue;
    const named = monthOf(word, habits);
    if (named === undefined && weekday === undefined) {
      weekday = word;
      continue;
    }
    if (named === undefined || month !== undefined) return nothing;
    month = named;
  }
  const isYearFirst = habits.order[0] === 'year' && month === undefined;
  const ways = month === undefined ? readings(digits, habits.order) : withMonth(digits, month);
  const found = decide(ways, text.trim(), today, isYearFirst);
  if (weekday !== undefined && !('day' in found && isWeekdayOf(found.day, weekday, locale))) return nothing;
  return found;
}

/** `Dec '26`, and `Dec-26` as sheets write a month: the figure may be the year. */
function isMonthOfYear(plain: string, thisYear: number): boolean {
  const [, mark, year] = /^[^\d\s'-]+[ .]*(-|')(\d\d)$/.exec(plain) ?? [];
  return mark === "'" || (mark === '-' && Math.abs(century(Number(year), thisYear) - thisYear) <= 5);
}

/**
 * The first reading is the locale's own: where it is a day, others are not asked. But where the year comes first, a short one that makes a day far
 * away, and a near one the other way round (`31/12/26`), is not guessed, unless the place prints it so. Neither is a day far away where the near
 * one does not exist (`31.2.26`).
 */
function decide(ways: readonly Way[], text: string, today: string, isYearFirst: boolean): DateReading {
  const possible = ways.map((way) => complete(way, today));
  const usual = possible.filter((way) => way !== null && way.year >= YEAR_MIN && way.year <= YEAR_MAX) as Complete[];
  const [own] = usual;
  const isNear = (way: Complete) => Math.abs(way.year - Number(today.slice(0, 4))) < 2;
  const isFar = isYearFirst && own && ways[0]?.year?.length === 2 && !isNear(own);
  const near = isFar ? usual.filter(isNear) : [];
  if (near.some(isReal)) return couldBeTwo(text);
  const ours = own === possible[0] && near.length === 0 ? usual.slice(0, 1) : usual;
  const real = ours.filter(isReal);
  const [day, other] = new Set(real.map(isoOf));
  if (other !== undefined) return ways.some(({ year }) => year?.length === 4) ? couldBeTwo(text, 'first') : couldBeTwo(text);
  const unreal = ours.filter((way) => !isReal(way)).toSorted((a, b) => Number(isNear(b)) - Number(isNear(a)))[0];
  if (unreal && !real.some(isNear))
    return { trouble: `“${text}” is not a date: that month has ${daysIn(unreal.year, unreal.month)} days.` };
  if (day !== undefined) return { day };
  const far = possible.find((way) => way !== null && isReal(way));
  if (far) return { trouble: `“${text}” is in the year ${far.year}; dates are from ${YEAR_MIN} to ${YEAR_MAX}.` };
  return { trouble: `“${text}” is not a date.` };
}

const couldBeTwo = (text: string, how = 'with four digits') => ({ trouble: `“${text}” could be two dates: write the year ${how}.` });

const isReal = ({ year, month, date }: Complete) => date <= daysIn(year, month);

type Way = Partial<Record<Part, string>>;

/** The readings of digits without the name of a month, the likelier ones first. */
function readings(digits: readonly string[], order: readonly Part[]): Way[] {
  const [only = '', ...more] = digits;
  if (more.length === 0) return fromRun(only, order);
  if (digits.length > 3 || digits.some((part) => part.length > 4)) return [];
  const orders = likelyOrders(order);
  if (digits.length === 3) {
    // A year of four digits stands where it stands.
    const at = digits.findIndex((part) => part.length > 2);
    const fitting = orders.filter((each) => at < 0 || each.indexOf('year') === at).map((each) => zip(each, digits));
    if (at !== 2 || order[0] !== 'year') return fitting;
    // Where the year comes first, nobody can say how day and month stand before it: none of the readings is the place's own.
    return [{}, ...fitting, zip(['month', 'day', 'year'], digits)];
  }
  return orders.map((each) =>
    zip(
      each.filter((part) => part !== 'year'),
      digits,
    ),
  );
}

/** `15`, `1129`, `112926`, `11292026`: cut up in the locale's order, or as a year, month and day. */
function fromRun(run: string, order: readonly Part[]): Way[] {
  const cut = (parts: readonly Part[], yearLength: number) => {
    let at = 0;
    const pieces = parts.map((part) => {
      const length = part === 'year' ? yearLength : 2;
      at += length;
      return run.slice(at - length, at);
    });
    return zip(parts, pieces);
  };
  const short = order.filter((part) => part !== 'year');
  if (run.length <= 2) return [{ day: run }];
  if (run.length === 4) return [cut(short, 0)];
  if (run.length === 6) return (order[0] === 'year' ? likelyOrders(order) : [order]).map((each) => cut(each, 2));
  if (run.length === 8) return likelyOrders(order).map((each) => cut(each, 4));
  return [];
}

/** The locale's order; then the year first, which is read alike everywhere; then day and month the other way round. */
function likelyOrders(order: readonly Part[]): (readonly Part[])[] {
  const other: readonly Part[] = order.indexOf('day') < order.indexOf('month') ? ['month', 'day', 'year'] : ['day', 'month', 'year'];
  return [order, ['year', 'month', 'day'], other];
}

/** `29 Nov 26`, `Nov 29, 2026`, `2026 Nov 29`. */
function withMonth(digits: readonly string[], month: number): Way[] {
  const named = String(month);
  const [first = '', second, ...more] = digits;
  if (more.length > 0 || first === '') return [];
  if (second === undefined) return [{ day: first, month: named }];
  const yearFirst = first.length === 4;
  return [{ day: yearFirst ? second : first, month: named, year: yearFirst ? first : second }];
}

interface Complete {
  year: number;
  month: number;
  date: number;
}

/** As numbers, with what was left out; null when there is no such month, or no month has so many days. */
function complete({ day = '', month, year }: Way, today: string): Complete | null {
  if (day.length > 2 || (month?.length ?? 0) > 2 || (year !== undefined && year.length !== 2 && year.length !== 4)) return null;
  const thisYear = Number(today.slice(0, 4));
  const found = {
    year: year === undefined ? thisYear : year.length === 2 ? century(Number(year), thisYear) : Number(year),
    month: Number(month ?? today.slice(5, 7)),
    date: Number(day),
  };
  return found.month >= 1 && found.month <= 12 && found.date >= 1 && found.date <= 31 ? found : null;
}

/** The year with these last two digits from 79 years ago to 20 years ahead. */
const century = (two: number, thisYear: number) => two + 100 * Math.floor((thisYear + 20 - two) / 100);

function move(from: string, by: number, unit: string, nothing: DateReading): DateReading {
  const day = unit === 'd' || unit === 'w' ? addDays(from, unit === 'w' ? by * 7 : by) : addMonths(from, unit === 'y' ? by * 12 : by);
  return within(day, nothing);
}

const within = (day: string, nothing: DateReading): DateReading =>
  day >= `${YEAR_MIN}` && day < `${YEAR_MAX + 1}` && day.length === 10 ? { day } : nothing;

/** The day so many days later. */
export function addDays(day: string, days: number): string {
  return isoAt(Date.parse(day) + days * 86_400_000);
}

/** The same day so many months later; the last one of a month that is shorter. */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return iso(year, month + months, Math.min(date, daysIn(year, month + months)));
}

/** `Sunday, November 29, 2026`: that what was typed is what was meant. */
export const dayInWords = (day: string, locale?: string) => formatsIn(locale)[0]?.format(Date.parse(day)) ?? day;

const isoOf = ({ year, month, date }: Complete) => iso(year, month, date);

const isoAt = (ms: number) => new Date(ms).toISOString().slice(0, 10);

const iso = (year: number, month: number, date: number) => isoAt(Date.UTC(year, month - 1, date));

const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

const zip = (parts: readonly Part[], digits: readonly string[]): Way =>
  Object.fromEntries(parts.map((part, index) => [part, digits[index]]));
