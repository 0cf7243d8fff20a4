import { expect, test } from 'vitest';
import { otherCurrency } from './currency.ts';
import { readNumber } from './parse-number.ts';

const locales = ['en-US', 'en-IN', 'hi-IN', 'ja-JP', 'ar-EG', 'fa-IR', 'de-DE', 'es-ES', 'de-AT', 'fr-FR', 'sv-SE', 'de-CH'];
const refused = 'refused';

/** Amounts of a company in NOK, EUR, USD or INR: one meaning in every place. */
const amounts: [currency: string, meant: string, texts: string][] = [
  ['EUR', '80', '€ 80 | €80 | 80 € | 80€ | EUR 80 | eur 80 | 80 EUR | 80Eur | +€80 | +80 € | 80\u00a0€ | ８０ € | €٨٠ | ٨٠ €'],
  [
    'EUR',
    '-80',
    '-€80 | € -80 | €-80 | -80 € | -80 EUR | EUR -80 | €80- | 80- € | 80-€ | 80 €- | (€80) | (80 €) | € (80) | (80) EUR | −80 €',
  ],
  ['EUR', '1234.50', '€ 1.234,50 | €1,234.50 | 1234.50 EUR | EUR 1234,50 | 1 234,50 € | € 1’234.50 | 1.234,50€'],
  ['EUR', '0.50', '€.50 | ,50 € | € 0,50'],
  ['EUR', '-1234.50', '(€ 1.234,50) | € 1.234,50- | -€1,234.50 | (1,234.50 EUR)'],
  ['NOK', '80', 'kr 80 | kr80 | 80 kr | 80kr | kr. 80 | kr.80 | 80 kr. | Kr 80 | NOK 80 | nok80 | 80 NOK'],
  ['NOK', '1234.50', 'kr 1 234,50 | 1 234,50 kr | 1.234,50 NOK'],
  ['USD', '-5', '-$5 | ($5) | $-5 | US$ -5 | 5- USD | $5-'],
  ['INR', '125000', '₹ 1,25,000 | Rs. 1,25,000 | Rs 125000 | Rs.125000 | 1,25,000 ₹ | INR 1,25,000'],
  ['JPY', '80', '¥80 | ￥80 | ￥８０ | 80円 | JPY 80 | 80 ¥'],
  ['CHF', '5', 'CHF 5 | 5 CHF | Fr. 5 | SFr. 5 | chf5'],
  ['PLN', '5', '5 zł | 5zł | PLN 5 | 5 PLN'],
  ['SAR', '5', 'ر.س ٥ | ر.س. ٥ | ٥ ر.س | SAR 5 | 5 SAR'],
  [
    'EUR',
    refused,
    '$ 80 | 80 $ | US$ 5 | USD 80 | 80 usd | £1 | kr 80 | 80 kr | CHF 5 | NOK5 | € | EUR | -€ | €€80 | € 80 € | €80 EUR | 8€0 | 80€50 | € 12 34 | €1e5 | €80 + €20 | €80*2 | 2*€40 | --€80 | -€-80 | -€80- | (€-80) | EUR.50 | 80 E | 80 euros | €80k | €5,- | 5 €/Stk. | 80 € 50 | € 80 kg | 10 % €',
  ],
  ['NOK', refused, '5k | kr | 80 k | kr8kr | € 80 | kr€80 | 80 dkk | SEK 80 | NOK,5'],
  ['PGK', refused, '5K | 5 K'],
];

test.each(locales)('in %s an amount with the company’s currency is what was meant', (locale) => {
  const wrong = amounts.flatMap(([currency, meant, texts]) =>
    texts.split(' | ').flatMap((text) => {
      const found = readNumber(text, { locale, currency })?.decimal ?? refused;
      const withoutIt = readNumber(text, { locale })?.decimal ?? refused;
      return found === meant && withoutIt === refused ? [] : [`${text}: ${found}, meant ${meant}; without a currency ${withoutIt}`];
    }),
  );
  expect(wrong).toEqual([]);
});

test.each(locales)('in %s every amount that is printed with its currency is read back', (locale) => {
  for (const currency of ['EUR', 'NOK', 'USD', 'INR', 'CHF', 'JPY', 'PLN', 'SEK', 'CAD', 'GBP', 'SAR', 'EGP', 'IRR', 'BRL', 'CZK', 'ZAR']) {
    for (const currencyDisplay of ['symbol', 'narrowSymbol', 'code'] as const) {
      for (const currencySign of ['standard', 'accounting'] as const) {
        const format = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay, currencySign });
        for (const value of ['0', '5', '-5', '-999', '1250', '-1234567']) {
          const printed = format.format(value as `${number}`);
          expect([printed, currency, Number(readNumber(printed, { locale, currency })?.decimal)]).toEqual([
            printed,
            currency,
            Number(value),
          ]);
        }
      }
    }
  }
});

test.each([
  ['$ 80', '$'],
  ['80 USD', 'USD'],
  ['usd 80', 'usd'],
  ['£1', '£'],
  ['80 kr', 'kr'],
  ['(Rs. 5)', 'Rs.'],
  ['€ 80', null],
  ['80 kg', null],
  ['12a', null],
  ['$', null],
  ['€ 80 $', null],
])('the other currency of %s is %s', (text, other) => {
  expect(otherCurrency(text, 'EUR', 'en-US')).toBe(other);
});
