import { withoutCurrency } from './currency.ts';
import { plainText } from './plain-text.ts';

interface Marks {
  decimal: string;
  group: string;
}

/** What a person's text means as a number. */
export interface NumberReading {
  /** `-1250.50`: a decimal string, exact. */
  decimal: string;
  /** It is the result of a calculation (`12*3.5`), rounded to the digits asked for. */
  calculated: boolean;
}

export interface NumberOptions {
  /** Whose marks. Default: the browser's. */
  locale?: string | undefined;
  /** Digits after the point to which a calculation is rounded, half away from zero. Default 9. */
  maxDecimals?: number;
  /** Of an amount (ISO 4217): its sign or code may stand before or behind the figure. */
  currency?: string | undefined;
}

const LENGTH_MAX = 200;
const DIGITS_MAX = 40;

const known = new Map<string, Marks>();

/** The marks a locale writes numbers with; Austria writes other ones in amounts with their currency. */
export function numberMarks(locale?: string, currency?: string): Marks {
  const key = `${locale ?? ''} ${currency ?? ''}`;
  const found = known.get(key);
  if (found) return found;
  const style = currency === undefined ? {} : ({ style: 'currency', currency, minimumFractionDigits: 1 } as const);
  const parts = new Intl.NumberFormat(locale, { useGrouping: true, ...style }).formatToParts(1234567.8);
  const read = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  const marks = { decimal: read('decimal') || '.', group: read('group').replace('’', "'").replace(/\s/, ' ') };
  known.set(key, marks);
  return marks;
}

/** Who writes `١٬٢٥٠٫٥` writes `1,250.5` with the digits 0 to 9: those have marks of their own. */
function readingMarks(text: string, locale: string | undefined, currency?: string): Marks {
  const marks = numberMarks(locale, currency);
  if (marks.decimal !== '٫' || !/[0-9]/.test(text)) return marks;
  return numberMarks(
    new Intl.Locale(locale ?? new Intl.NumberFormat().resolvedOptions().locale, { numberingSystem: 'latn' }).toString(),
    currency,
  );
}

/** A day (`2026-11-29`, `29/11/26`) would make a sum, and so would `12/5` as Persian writes twelve and a half. */
function isNoSum(text: string, plain: string): boolean {
  const [, first = '', mark, second = '', third = ''] = /^(\d{1,4})([-/])(\d{1,2})\2(\d{1,4})$/.exec(plain) ?? [];
  const year = first.length === 4 ? first : third;
  const other = first.length === 4 ? third : first;
  const isYear = (/^(19|2[01])\d\d$/.test(year) || (mark === '/' && year.length < 3)) && Number(second) <= 31 && Number(other) <= 31;
  return isYear || /[۰-۹]\s*\/\s*[۰-۹]/.test(text);
}

/**
 * Reads a number as any locale prints it, and sums with `+ - * /` and brackets; null for everything else: no character is ever left out of
 * account. A mark that could be either (`1,250`) means what it means in the locale; one that cannot group (`12,5`) is the decimal mark.
 */
export function readNumber(text: string, options: NumberOptions = {}): NumberReading | null {
  const plain = plainText(text).replace(/^=/, '').replaceAll(/[−–]/g, '-').replaceAll('×', '*').replaceAll('÷', '/').trim();
  if (plain === '' || text.length > LENGTH_MAX || isNoSum(text, plain)) return null;
  const figure = options.currency === undefined ? null : withoutCurrency(plain, options.currency, options.locale);
  const marks = readingMarks(text, options.locale, figure === null ? undefined : options.currency);
  const single = readSigned(figure ?? plain, marks);
  if (single !== null) return { decimal: single, calculated: false };
  if (figure !== null) return null;
  const result = calculate(plain, marks);
  const decimal = result && print(result, options.maxDecimals ?? 9);
  return decimal && decimal.length <= DIGITS_MAX ? { decimal, calculated: true } : null;
}

/** One number with its sign: in front, behind (`80-`), or as brackets. */
function readSigned(text: string, marks: Marks): string | null {
  const inFront = text.replace(/^\( ?([^()*/+-]+?) ?\)$/, '-$1').replace(/^(\d[^()*/+-]*\d|\d)-$/, '-$1');
  const [, sign = '', digits = ''] = /^([+-]?) ?(.*)$/.exec(inFront) ?? [];
  const single = readDecimal(digits, marks);
  return single !== null && sign === '-' && /[1-9]/.test(single) ? `-${single}` : single;
}

/** One number without a sign; null when its marks cannot be where they stand, or when nobody can say what they mean here. */
function readDecimal(text: string, { decimal, group }: Marks): string | null {
  const tight = text.replaceAll('’', "'");
  const found =
    withMarks(tight, decimal, [group, ' ', "'"]) ??
    (/[٫٬]/.test(tight) ? withMarks(tight, '٫', ['٬', ' ', "'"]) : null) ??
    foreign(tight, group);
  return found === null ? null : canonical(found);
}

/**
 * As locales write it whose point and comma are the other way round. Where a single mark could also group thousands (`1.250` in French, `1234,567`
 * in English), it is not guessed what it does.
 */
function foreign(text: string, ourGroup: string): string | null {
  for (const [decimal, group] of [
    ['.', ','],
    [',', '.'],
  ] as const) {
    const found = withMarks(text, decimal, [group, ' ', "'"]);
    if (found === null) continue;
    const groups = text.split(group).length - 1;
    if (!text.includes(decimal)) return groups > 1 ? found : null;
    if (groups > 0) return found;
    const [whole = '', fraction = ''] = found.split('.');
    if (fraction.length < 3 || whole === '' || whole === '0') return found;
    return decimal === ourGroup || (fraction.length === 3 && /^\d{1,3}$/.test(text.split(decimal)[0] ?? '')) ? null : found;
  }
  return null;
}

function withMarks(text: string, decimalMark: string, groups: readonly string[]): string | null {
  const [whole = '', fraction = '', ...more] = text.split(decimalMark);
  if (more.length > 0 || !/^\d*$/.test(fraction) || (whole === '' && fraction === '')) return null;
  if (/^\d*$/.test(whole)) return `${whole}.${fraction}`;
  const group = groups.find((mark) => mark !== '' && mark !== decimalMark && whole.includes(mark));
  if (group === undefined) return null;
  const [first = '', ...rest] = whole.split(group);
  const last = rest.pop() ?? '';
  // In threes, or as in India in twos before the last (`12,34,567`), behind digits that are not nothing (`0,125`).
  const inTwos = rest[0]?.length === 2 && /[,٬]/.test(group);
  const even = rest.every((part) => (inTwos ? /^\d{2}$/ : /^\d{3}$/).test(part));
  const isFirst = inTwos ? /^[1-9]\d?$/ : /^[1-9]\d{0,2}$/;
  return isFirst.test(first) && /^\d{3}$/.test(last) && even ? `${first}${rest.join('')}${last}.${fraction}` : null;
}

/** `0012.50` → `12.50`: zeros behind the point say how exactly it was meant. */
function canonical(plain: string): string {
  const [whole = '', fraction = ''] = plain.split('.');
  return `${whole.replace(/^0+(?=\d)/, '') || '0'}${fraction === '' ? '' : `.${fraction}`}`;
}

/** A fraction: exact, whatever is divided. */
type Ratio = readonly [over: bigint, under: bigint];

const operate: Record<string, (a: Ratio, b: Ratio) => Ratio> = {
  '+': ([a, b], [c, d]) => [a * d + c * b, b * d],
  '-': ([a, b], [c, d]) => [a * d - c * b, b * d],
  '*': ([a, b], [c, d]) => [a * c, b * d],
  '/': ([a, b], [c, d]) => [a * d, b * c],
};

/** A sum in the usual order of operations; null when it is none, or divides by zero. */
function calculate(text: string, marks: Marks): Ratio | null {
  const tokens = text.match(/[\d.,'’٬٫ ]*\d[.,]?|[^ ]/g)?.map((token) => token.trim()) ?? [];
  let at = 0;
  const chain = (operators: string, next: () => Ratio | null): Ratio | null => {
    let left = next();
    while (left && at < tokens.length && operators.includes(tokens[at] ?? ' ')) {
      const operator = tokens[at++] ?? '';
      const right = next();
      left = (right && operate[operator]?.(left, right)) || null;
      if (left?.[1] === 0n) return null;
    }
    return left;
  };
  const sum = (): Ratio | null => chain('+-', () => chain('*/', operand));
  const operand = (): Ratio | null => {
    const token = tokens[at++] ?? '';
    // A sign of its own: at the start, or behind a sign of multiplication.
    if (token === '-' && !/^[+-]$/.test(tokens[at - 2] ?? '')) {
      const value = operand();
      return value && [-value[0], value[1]];
    }
    if (token === '(') {
      const value = sum();
      return tokens[at++] === ')' ? value : null;
    }
    const decimal = readDecimal(token, marks);
    // `05-06` and `030-1234567` are no sums.
    if (decimal === null || /^0\d/.test(token)) return null;
    const [whole = '', fraction = ''] = decimal.split('.');
    return [BigInt(whole + fraction), 10n ** BigInt(fraction.length)];
  };
  const value = sum();
  return at === tokens.length ? value : null;
}

function print([over, under]: Ratio, maxDecimals: number): string {
  const negative = over < 0n !== under < 0n && over !== 0n;
  const [a, b] = [over < 0n ? -over : over, under < 0n ? -under : under];
  const scale = 10n ** BigInt(maxDecimals);
  const digits = String((2n * a * scale + b) / (2n * b)).padStart(maxDecimals + 1, '0');
  const at = digits.length - maxDecimals;
  const fraction = digits.slice(at).replace(/0+$/, '');
  const decimal = digits.slice(0, at) + (fraction === '' ? '' : `.${fraction}`);
  return negative && /[1-9]/.test(decimal) ? `-${decimal}` : decimal;
}
