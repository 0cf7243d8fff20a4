interface Separators {
  decimal: string;
  group: string;
}

const known = new Map<string, Separators>();

/** The marks a locale writes numbers with. */
export function numberSeparators(locale?: string): Separators {
  const found = known.get(locale ?? '');
  if (found) return found;
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(1234567.8);
  const read = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  const separators = { decimal: read('decimal') || '.', group: read('group') };
  known.set(locale ?? '', separators);
  return separators;
}

/**
 * What a person typed or pasted as a decimal string: `1.250,50` → `1250.50` where the locale writes it so, `(12)` → `-12`.
 * Text that is no number comes back as it was, for the server to refuse by name.
 */
export function parseNumber(text: string, locale?: string): string {
  const { decimal, group } = numberSeparators(locale);
  let plain = text
    .trim()
    .replace(/[\s\u00a0\u202f'’]/g, '')
    .replace(/^[−–]/, '-');
  const inBrackets = /^\((.+)\)$/.exec(plain);
  if (inBrackets?.[1]) plain = `-${inBrackets[1]}`;
  if (/^[+-]?\d*\.?\d+$/.test(plain) && !(group === '.' && /^[+-]?\d{1,3}(\.\d{3})+$/.test(plain))) return canonical(plain);
  if (group !== '') plain = plain.replaceAll(group, '');
  plain = plain.replace(decimal, '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? canonical(plain) : text;
}

function canonical(plain: string): string {
  const sign = plain.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = plain.replace(/^[+-]/, '').split('.');
  return `${sign}${whole.replace(/^0+(?=\d)/, '') || '0'}${fraction === '' ? '' : `.${fraction}`}`;
}
