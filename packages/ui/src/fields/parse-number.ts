interface Marks {
  decimal: string;
  group: string;
}

const known = new Map<string, Marks>();

/** The marks a locale writes numbers with. */
export function numberMarks(locale?: string): Marks {
  const found = known.get(locale ?? '');
  if (found) return found;
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(1234567.8);
  const read = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  const marks = { decimal: read('decimal') || '.', group: read('group') };
  known.set(locale ?? '', marks);
  return marks;
}

/**
 * What a person typed or pasted as a decimal string: `1.250,50` → `1250.50` where the locale writes it so, `(12)` → `-12`.
 * A mark that could be either (`1,250`) means what it means in the locale; one that cannot group (`12,5`) is the decimal mark.
 * Text that is no number comes back as it was, for the server to refuse by name.
 */
export function parseNumber(text: string, locale?: string): string {
  const { decimal, group } = numberMarks(locale);
  const tight = text
    .trim()
    .replace(/[\s\u00a0\u202f'’]/g, '')
    .replace(/^[−–]/, '-');
  const inBrackets = /^\((.+)\)$/.exec(tight)?.[1];
  const [, sign = '', digits = ''] = /^([+-]?)(.*)$/.exec(inBrackets ? `-${inBrackets}` : tight) ?? [];
  const plain = isGrouped(digits, group, decimal) ? digits.replaceAll(group, '').replace(decimal, '.') : withPoint(digits);
  return /^(\d+\.?\d*|\.\d+)$/.test(plain) ? canonical(sign === '-', plain) : text;
}

/** Groups of three, or of two before the last (`12,34,567`), behind one to three digits that are not nothing (`0,125`). */
function isGrouped(digits: string, group: string, decimal: string): boolean {
  if (group === '' || !digits.includes(group)) return false;
  const [whole = '', ...rest] = digits.split(decimal);
  const [first = '', ...groups] = whole.split(group);
  return (
    rest.length <= 1 &&
    !rest[0]?.includes(group) &&
    /^[1-9]\d{0,2}$/.test(first) &&
    groups.every((part, index) => (index === groups.length - 1 ? /^\d{3}$/ : /^\d{2,3}$/).test(part))
  );
}

/** Not grouped as the locale groups: the last mark, if it stands alone, is the decimal mark, and others before it group. */
function withPoint(digits: string): string {
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  if (last < 0) return digits;
  const mark = digits[last] ?? '';
  const whole = digits.slice(0, last);
  if (whole.includes(mark)) return digits;
  const other = mark === '.' ? ',' : '.';
  const groupsWell = !whole.includes(other) || /^\d{1,3}([.,]\d{3})+$/.test(whole);
  return groupsWell ? `${whole.replaceAll(other, '')}.${digits.slice(last + 1)}` : digits;
}

function canonical(negative: boolean, plain: string): string {
  const [whole = '', fraction = ''] = plain.split('.');
  return `${negative ? '-' : ''}${whole.replace(/^0+(?=\d)/, '') || '0'}${fraction === '' ? '' : `.${fraction}`}`;
}
