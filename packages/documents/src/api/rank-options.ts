import type { ComboboxOption } from '@business-m/ui';

interface Ranked {
  option: ComboboxOption;
  rank: number;
}

/** As people compare names: without case and accents. */
const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .trim();

/**
 * The options that `text` finds, the closest first: exactly the id or the title, beginning with it, each word at the start of a word, anywhere.
 * As the services rank with `sort=q`. Equals stay in their order.
 */
export function rankOptions(options: readonly ComboboxOption[], text: string): ComboboxOption[] {
  const wanted = fold(text);
  if (wanted === '') return [...options];
  const words = wanted.split(/\s+/);
  const ranked = options.flatMap((option): Ranked[] => {
    const rank = rankOf(option, wanted, words);
    return rank === null ? [] : [{ option, rank }];
  });
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ option }) => option);
}

function rankOf({ value, label }: ComboboxOption, wanted: string, words: readonly string[]): number | null {
  const whole = fold(label);
  const id = fold(value);
  // `1110 · Cash` is found by its title, by its id, and as it is written.
  const title = whole.startsWith(`${id} · `) ? whole.slice(id.length + 3) : whole;
  const texts = [id, title, whole];
  if (!words.every((word) => word === '·' || whole.includes(word) || id.includes(word))) return null;
  if (texts.includes(wanted)) return 0;
  if (texts.some((each) => each.startsWith(wanted))) return 1;
  return words.every((word) => texts.some((each) => startsAWord(each, word))) ? 2 : 3;
}

function startsAWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return true;
  }
  return false;
}
