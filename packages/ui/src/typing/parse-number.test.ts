import { expect, test } from 'vitest';
import { readNumber } from './parse-number.ts';

const locales = [
  'en-US',
  'en-IN',
  'de-DE',
  'de-CH',
  'de-AT',
  'fr-FR',
  'fr-CH',
  'es-ES',
  'pt-PT',
  'pl-PL',
  'ar-EG',
  'fa-IR',
  'hi-IN',
  'hi-IN-u-nu-deva',
  'bn-BD',
  'my-MM',
  'sv-SE',
  'ja-JP',
];
const figures = [
  '0',
  '7',
  '12.5',
  '-3.1',
  '80.50',
  '999.99',
  '1234',
  '-1250.00',
  '12345.678',
  '123456.7',
  '1234567.89',
  '-98765432.10',
  '1234567890123.45',
  '0.125',
  '-0.000001',
];

test.each(locales)('what %s prints is read back', (locale) => {
  for (const figure of figures) {
    const least = figure.split('.')[1]?.length ?? 0;
    for (const options of [{}, { currencySign: 'accounting' }, { useGrouping: false }, { useGrouping: 'always' }] as const) {
      const format = new Intl.NumberFormat(locale, { minimumFractionDigits: least, maximumFractionDigits: least, ...options });
      const printed = format.format(figure as `${number}`);
      expect([printed, readNumber(printed, { locale })?.decimal]).toEqual([printed, figure]);
    }
  }
});

test.each<[locale: string, text: string, decimal: string | null]>([
  ['en-US', '1,250', '1250'],
  ['de-DE', '1,250', '1.250'],
  ['en-US', '12,5', '12.5'],
  ['en-US', '0,125', '0.125'],
  ['en-US', '1.234.567,89', '1234567.89'],
  ['en-US', '1.234.567', '1234567'],
  ['de-DE', '1,234,567', '1234567'],
  ['de-DE', '1250.50', '1250.50'],
  ['en-US', '1,2,3', null],
  ['en-US', '1,23,4', null],
  ['en-US', '12 34', null],
  ['en-US', '1 234 567', '1234567'],
  ['en-US', "1'234.50", '1234.50'],
  ['en-US', '1’234 567', null],
  ['en-US', '(12)', '-12'],
  ['en-US', '(1,250.50)', '-1250.50'],
  ['en-US', '−7', '-7'],
  ['en-US', '+7', '7'],
  ['en-US', '-0', '0'],
  ['en-US', '１２．５', '12.5'],
  ['en-US', '1e5', null],
  ['en-US', '1.5E-3', null],
  ['en-US', '12²', null],
  ['en-US', '½', null],
  ['en-US', '12a', null],
  ['en-US', '€ 80.50', null],
  ['en-US', '10%', null],
  ['en-US', '.', null],
  ['en-US', '', null],
  ['en-US', '12-', '-12'],
  ['en-US', '0x10', null],
  ['en-US', 'Infinity', null],
])('in %s %j is %j', (locale, text, decimal) => {
  expect(readNumber(text, { locale })?.decimal ?? null).toBe(decimal);
});

test.each<[locale: string, text: string, decimal: string | null]>([
  ['en-US', '12*3.5', '42'],
  ['en-US', '100-20', '80'],
  ['en-US', '12/5', '2.4'],
  ['en-US', '= 1,250 + 250', '1500'],
  ['de-DE', '1.250,50*2', '2501'],
  ['fr-FR', '1 250,50 + 1', '1251.5'],
  ['en-US', '2+3*4', '14'],
  ['en-US', '(2+3)*4', '20'],
  ['en-US', '10-2-3', '5'],
  ['en-US', '3*-2', '-6'],
  ['en-US', '-3*-2', '6'],
  ['en-US', '100/3', '33.33'],
  ['en-US', '-100/3', '-33.33'],
  ['en-US', '200/3', '66.67'],
  ['en-US', '0.1+0.2', '0.3'],
  ['en-US', '90071992547409931*10', '900719925474099310'],
  ['en-US', '1e5-1', null],
  ['ar-EG', '١٢٫٥*٢', '25'],
  ['en-US', '12×2÷3', '8'],
  ['en-US', '1/0', null],
  ['en-US', '1/(2-2)', null],
  ['en-US', '3--2', null],
  ['en-US', '3+', null],
  ['en-US', '*3', null],
  ['en-US', '(3', null],
  ['en-US', '3)', null],
  ['en-US', '3 4*2', null],
  ['en-US', '2(3)', null],
  ['en-US', 'alert(1)', null],
  ['en-US', '9*'.repeat(120), null],
])('in %s the sum %s is %s, to two digits', (locale, text, decimal) => {
  expect(readNumber(text, { locale, maxDecimals: 2 })).toEqual(decimal === null ? null : { decimal, calculated: true });
});
