import { plainText } from './plain-text.ts';

/** Spellings that no locale prints. */
const more: Readonly<Record<string, readonly string[]>> = {
  INR: ['rs.', 'rs'],
  PKR: ['rs.', 'rs'],
  CHF: ['sfr.', 'sfr', 'fr.', 'fr'],
  JPY: ['円'],
  CNY: ['元'],
};

const known = new Map<string, readonly string[]>();

/** Digits, spaces and marks aside: what people put around an amount to say which money it is. */
const affix = /[^\s\d.,'’٫٬()+*/=-][^\s\d,'’٫٬()+*/=-]*/gu;

/** How a currency is written, in lower case, the longest first: its code, and its signs where the reader, English and its own country print them. */
function spellingsOf(currency: string, locale: string | undefined): readonly string[] {
  const key = `${currency} ${locale}`;
  const found = known.get(key);
  if (found) return found;
  const country = currency.slice(0, 2);
  const home = new Intl.Locale('und', { region: country }).maximize();
  const printed = [locale, 'en', home].flatMap((each) =>
    (['symbol', 'narrowSymbol'] as const).map((currencyDisplay) => signOf({ style: 'currency', currency, currencyDisplay }, each)),
  );
  const signs = [...printed, ...(more[currency] ?? [])].flatMap((sign) => {
    // `US$`; an abbreviation with its last point or without: `kr.`, `ر.س`.
    if (/^\p{Sc}$/u.test(sign)) return [sign, country.toLowerCase() + sign];
    return /^\p{L}{2}$/u.test(sign) ? [sign, `${sign}.`] : [sign, sign.replace(/(?<=\p{L})\.$/u, '')];
  });
  const all = [...new Set([currency.toLowerCase(), ...signs])].filter((sign) => sign !== '');
  const spellings = all.toSorted((a, b) => b.length - a.length);
  known.set(key, spellings);
  return spellings;
}

function signOf(options: Intl.NumberFormatOptions, locale: Intl.Locale | string | undefined): string {
  const sign = new Intl.NumberFormat(locale, options).formatToParts(0).find(({ type }) => type === 'currency')?.value;
  return plainCurrency(sign ?? '');
}

const plainCurrency = (text: string) => plainText(text).replaceAll('￥', '¥').replaceAll('￡', '£').replaceAll('￦', '₩').toLowerCase();

/**
 * The figure of an amount without its currency, `-80` of `-€ 80`; null where the currency is not there, or stands where it parts the figure. A code
 * right before a mark (`EUR.50`) may have ended with a point: that is not guessed.
 */
export function withoutCurrency(text: string, currency: string, locale: string | undefined): string | null {
  const plain = plainCurrency(text);
  for (const spelling of spellingsOf(currency, locale)) {
    const [, lead = '', rest = ''] = /^([-+(]? *)(.*)$/.exec(plain) ?? [];
    if (rest.startsWith(spelling)) {
      const figure = rest.slice(spelling.length);
      return /\p{L}$/u.test(spelling) && /^[.,]/.test(figure) ? null : lead.trim() + figure.trim();
    }
    const [, before = '', trail = ''] = /^(.*?)( *[-)]?)$/.exec(plain) ?? [];
    // `5K` may be five thousand, and a letter that touches the figure anything.
    if (before.endsWith(spelling) && !(/^[km]$/.test(spelling) || (/^[a-z]$/.test(spelling) && /\d.$/.test(before))))
      return before.slice(0, -spelling.length).trim() + trail.trim();
  }
  return null;
}

/** The currency that an amount names, as it is written there, when it is not the company's: `$` of `$ 80`; null when it names none. */
export function otherCurrency(text: string, currency: string, locale: string | undefined): string | null {
  const [named = '', ...others] = plainText(text).match(affix) ?? [];
  if (others.length > 0 || !/\d/.test(plainText(text)) || spellingsOf(currency, locale).includes(plainCurrency(named))) return null;
  const isCode = Intl.supportedValuesOf('currency').includes(named.toUpperCase());
  return isCode || /\p{Sc}/u.test(named) || isSign(plainCurrency(named), locale) ? named : null;
}

function isSign(sign: string, locale: string | undefined): boolean {
  return sign.length < 6 && Intl.supportedValuesOf('currency').some((code) => spellingsOf(code, locale).includes(sign));
}
