import { plainText } from './plain-text.ts';

export type Part = 'day' | 'month' | 'year';

/** How a place writes days. */
export interface Habits {
  order: readonly Part[];
  /** Names of months in lower case → 1 to 12. */
  months: ReadonlyMap<string, number>;
  /** Words between the parts of a printed day (`de`, `г`, `年`). */
  filler: ReadonlySet<string>;
  /** `today`, `heute` → days from today. */
  relative: ReadonlyMap<string, number>;
}

/** A run of letters: what is neither a figure nor between figures. */
export const WORD = /[^\d\s.,،、/\-–·'’()]+/gu;
const known = new Map<string, Habits>();

/** In lower case, without accents and with the plain apostrophe, as people type; `ม.ค.` is one word. */
export const lower = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll('ı', 'i')
    .replaceAll(/[’ʼ]/g, "'")
    .normalize('NFC')
    .replaceAll(/(?<=[\p{L}\p{M}])\.(?=\p{L})/gu, '');

export function habitsOf(locale: string | undefined): Habits {
  const found = known.get(locale ?? '');
  if (found) return found;
  const months = new Map<string, number>();
  const filler = new Set(['st', 'nd', 'rd', 'th', 'of', 'er']);
  for (const tag of ['en', locale]) readNames(tag, months, filler);
  const relative = new Map([
    ['t', 0],
    ['y', -1],
  ]);
  for (const tag of ['en', locale]) {
    const words = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
    for (const days of [-2, -1, 0, 1, 2]) relative.set(lower(words.format(days, 'day')), days);
  }
  const figures = new Intl.DateTimeFormat(locale, { calendar: 'gregory', year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(
    0,
  );
  const order = figures.map(({ type }) => type).filter((type): type is Part => type === 'day' || type === 'month' || type === 'year');
  const habits = { order, months, filler, relative };
  known.set(locale ?? '', habits);
  return habits;
}

/** `sunday`, `so`: whether a word is the weekday of this day, in English or as the locale writes it. */
export const isWeekdayOf = (day: string, word: string, locale: string | undefined) =>
  ['en', locale].some((tag) =>
    (['long', 'short'] as const).some((weekday) => {
      const name = new Intl.DateTimeFormat(tag, { weekday, timeZone: 'UTC' }).format(Date.parse(day));
      return lower(plainText(name)).match(WORD)?.join(' ') === word;
    }),
  );

function readNames(tag: string | undefined, months: Map<string, number>, filler: Set<string>): void {
  const wordsOf = (text: string) => lower(plainText(text)).match(WORD) ?? [];
  for (const style of ['long', 'short'] as const) {
    // Some languages write a month otherwise beside its day than alone.
    for (const options of [{ month: style }, { month: style, day: 'numeric', year: 'numeric' }] as const) {
      const format = new Intl.DateTimeFormat(tag, { ...options, calendar: 'gregory', timeZone: 'UTC' });
      for (let month = 1; month <= 12; month += 1) {
        for (const { type, value } of format.formatToParts(Date.UTC(2026, month - 1, 15))) {
          if (type === 'literal') for (const word of wordsOf(value)) filler.add(word);
          if (type !== 'month') continue;
          const words = wordsOf(value);
          // `11月` is a figure with a word behind it.
          if (/\d/.test(plainText(value))) for (const word of words) filler.add(word);
          else if (words.length === 1) months.set(words[0] ?? '', month);
        }
      }
    }
  }
}

/** A month by its name or a beginning of three letters or more that no other one has. */
export function monthOf(word: string, { months }: Habits): number | undefined {
  const begun = [...months].filter(([name]) => word.length > 2 && name.startsWith(word)).map(([, month]) => month);
  return months.get(word) ?? (new Set(begun).size === 1 ? begun[0] : undefined);
}
