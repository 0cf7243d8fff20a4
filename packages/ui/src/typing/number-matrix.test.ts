import { expect, test } from 'vitest';
import { readNumber } from './parse-number.ts';

/** How people of a place write a comma and a point in a number with the digits 0 to 9: looked up, not asked of the parser. */
type Use = 'groups' | 'decimal' | 'neither';
const places: Record<string, { comma: Use; point: Use }> = {
  'en-US': { comma: 'groups', point: 'decimal' },
  'en-IN': { comma: 'groups', point: 'decimal' },
  'hi-IN': { comma: 'groups', point: 'decimal' },
  'ja-JP': { comma: 'groups', point: 'decimal' },
  'ar-EG': { comma: 'groups', point: 'decimal' },
  'fa-IR': { comma: 'groups', point: 'decimal' },
  'de-DE': { comma: 'decimal', point: 'groups' },
  'es-ES': { comma: 'decimal', point: 'groups' },
  'de-AT': { comma: 'decimal', point: 'neither' },
  'fr-FR': { comma: 'decimal', point: 'neither' },
  'sv-SE': { comma: 'decimal', point: 'neither' },
  'de-CH': { comma: 'neither', point: 'decimal' },
};
const locales = Object.keys(places);
const refused = 'refused';
const read = (text: string, locale: string) => readNumber(text, { locale })?.decimal ?? refused;

/** Shapes with one mark `_`: what they mean where it groups, where it is the decimal mark, and where it is neither. */
const shapes: [shape: string, groups: string, decimal: string, neither: string][] = [
  ['1_250', '1250', '1.250', refused],
  ['-1_250', '-1250', '-1.250', refused],
  ['(1_250)', '-1250', '-1.250', refused],
  ['+12_500', '12500', '12.500', refused],
  ['999_999', '999999', '999.999', refused],
  ['100_000', '100000', '100.000', refused],
  ['1_234_567', '1234567', '1234567', '1234567'],
  ['-12_345_678', '-12345678', '-12345678', '-12345678'],
  ['1_234_567_890_123', '1234567890123', '1234567890123', '1234567890123'],
  ['0_125', '0.125', '0.125', '0.125'],
  ['-0_125', '-0.125', '-0.125', '-0.125'],
  ['0_5', '0.5', '0.5', '0.5'],
  ['12_5', '12.5', '12.5', '12.5'],
  ['12_50', '12.50', '12.50', '12.50'],
  ['1250_50', '1250.50', '1250.50', '1250.50'],
  ['1234567_89', '1234567.89', '1234567.89', '1234567.89'],
  ['1234567890123_45', '1234567890123.45', '1234567890123.45', '1234567890123.45'],
  ['_5', '0.5', '0.5', '0.5'],
  ['5_', '5', '5', '5'],
  // A comma left out, or one digit too many: nobody can say.
  ['1234_567', refused, '1234.567', '1234.567'],
  ['1_2345', refused, '1.2345', '1.2345'],
  ['12_3456', refused, '12.3456', '12.3456'],
  ['1_23_4', refused, refused, refused],
  ['1_2_3', refused, refused, refused],
  ['1__250', refused, refused, refused],
  ['_250_000', refused, refused, refused],
  ['1_250_', refused, refused, refused],
  ['1234_567_890', refused, refused, refused],
  ['012_345', refused, '12.345', refused],
  ['_', refused, refused, refused],
  ['1 234_5', '1234.5', '1234.5', '1234.5'],
  ["1'234_50", '1234.50', '1234.50', '1234.50'],
  ['1’234_50', '1234.50', '1234.50', '1234.50'],
  ['1 234_567', refused, '1234.567', '1234.567'],
  ['12_5*2', '25', '25', '25'],
  ['1_250*2', '2500', '2.5', refused],
  ['1_250+0_5', '1250.5', '1.75', refused],
];

/** One meaning in every place. */
const plain: Record<string, string> = {
  '0': '0',
  '7': '7',
  '42': '42',
  '1250': '1250',
  '1000000': '1000000',
  '007': '7',
  '00': '0',
  '-0': '0',
  '-7': '-7',
  '+7': '7',
  '−7': '-7',
  '–7': '-7',
  '- 7': '-7',
  ' 12 ': '12',
  '\t12': '12',
  '12\u00a0': '12',
  '\u200e12': '12',
  '\u202a-12\u202c': '-12',
  '\u061c-5': '-5',
  '\ufeff8': '8',
  '1 234': '1234',
  '1\u00a0234': '1234',
  '1\u202f234': '1234',
  '1\u2009234': '1234',
  '12 345 678': '12345678',
  "1'234": '1234',
  '1’234’567': '1234567',
  '(12)': '-12',
  '(1250)': '-1250',
  '( 12 )': '-12',
  '１２': '12',
  '−１２': '-12',
  '＋５': '5',
  '1,234.50': '1234.50',
  '1.234,50': '1234.50',
  '1,234,567.89': '1234567.89',
  '1.234.567,89': '1234567.89',
  '12,34,567.50': '1234567.50',
  '1,00,000': '100000',
  '1,25,000': '125000',
  '-1,234.5': '-1234.5',
  '-1.234,5': '-1234.5',
  '9,007,199,254,740,993.25': '9007199254740993.25',
  '١٢٫٥': '12.5',
  '١٬٢٥٠': '1250',
  '١٬٢٥٠٫٥': '1250.5',
  '-١٢': '-12',
  '؜-١٢٫٥': '-12.5',
  '۱۲٫۵': '12.5',
  '۱٬۲۵۰': '1250',
  '‎−۱٬۲۵۰٫۷۵': '-1250.75',
  '80-': '-80',
  '80.50-': '-80.50',
  '1,234.50-': '-1234.50',
  '1.234,50−': '-1234.50',
  '0-': '0',
  '١٢-': '-12',
  '१२': '12',
  '१२.५': '12.5',
  '१२३४५': '12345',
  '১২': '12',
  '๑๒': '12',
  '2+3': '5',
  '2 + 3': '5',
  '100-20': '80',
  '12/5': '2.4',
  '12*3': '36',
  '12×3': '36',
  '36÷3': '12',
  '=1+1': '2',
  '= 2*3': '6',
  '(2+3)*4': '20',
  '2*(3+4)': '14',
  '2+3*4': '14',
  '10-2-3': '5',
  '-3*-2': '6',
  '3*-2': '-6',
  '-(2+3)': '-5',
  '1 000+1': '1001',
  '1/3': '0.333333333',
  '2/3': '0.666666667',
  '٢+٣': '5',
  '２＋３': '5',
  '0.5+0.25': '0.75',
  '0,5+0,25': '0.75',
  '100-20-5': '75',
};

const never = [
  '',
  ' ',
  '９'.repeat(201),
  '9*'.repeat(120),
  '1\n2',
  ...`- | + | . | , | () | ( | ) | = | * | ' | ٫ | ٬ | 12 34 | 1 23 | 1 2345 | 1  234 | 1 234 56 | 1'23 | 1''234 | 1’234 567
1'234,567.5 0 | 1 234,567.5,0 | 1.2.3.4 | 1,2,3,4 | 1e5 | 1E5 | 1.5e-3 | 0x10 | 0b1 | 1_000 | 1n | Infinity | -Infinity | NaN
∞ | null | undefined | true | twelve | zwölf | l2 | O | 1O | I5 | 12a | a12 | 1k | 2m | 3 Mio | 10 % | 10% | 5‰ | 12² | 2³ | ½
1½ | ¼ | ⅓ | Ⅷ | ① | 一 | 十二 | 〇 | € 80 | €80 | 80 € | 80€ | $5 | US$ 5 | -$5 | ($5) | £1 | ₹ 100 | 100 ₹ | Rs. 100 | CHF 5
5 CHF | 5,- | 5.– | 5.-- | EUR 5 | ¥100 | ر.س ٥ | 12 kg | 12 pcs | 12 Stk. | ca. 5 | ~5 | >5 | <5 | ≥5 | #5 | № 5 | 5 m² | 5h
5" | 5' | 12 - | -12- | +12- | (12-) | (12)- | 12.- | 12+ | 12* | 12/ | *5 | /5 | 12--3 | 12++3 | 3--2 | 5-+2 | 2**3 | 2^3 | 2//3 | 5%2 | 10! | √4 | 2(3) | (2)(3)
(2 | 2) | ((2) | (2)) | ()2 | 3 4*2 | 5 - - 2 | --5 | +-5 | -+5 | ++5 | - -5 | 1/0 | 1/(2-2) | 0/0 | 5/0.0 | 2026-11-29
29-11-2026 | 11/29/2026 | 29/11/2026 | 29.11.2026 | 2026/11/29 | 2026.11.29 | 29/11/26 | 1/2/25 | 01/02/26 | 05-06 | 12:30 | 12:30:15 | 030-1234567
+49 30 1234567 | 0049-30-123 | 192.168.0.1 | 1.2.3 | v1.2 | DE89 3704 0044 | \u00ad5 | 5\u00ad0 | ‐5 | ‑5 | —5 | 5—3 | ５％ | 1\t2 | 1\u00002 | 1;2 | 1|2 | 1\\2 | 1&2 | "12" | '12' | “12” | «12» | \`12\` | =A1 | =SUM(1,2) | =SUM(A1:A3) | +A1 | @5
alert(1) | <b>1</b> | 1<2 | 1=2 | ==2 | 1,000,00 | 1.000.00 | 1,0000,000 | 12,345,67 | 12.34.567 | 1.25.000 | 1 00 000
1'00'000 | ١٢٣،٤ | ١٢٫٥٫٦ | ١٫٢٬٣ | ۱۲/۵ | १२a | 1２x | 🙂 | 1🙂`.split(/ \| |\n/),
];

test('300 strings are tried in 12 locales', () => {
  const strings = [
    ...shapes.flatMap(([shape]) => [shape.replaceAll('_', ','), shape.replaceAll('_', '.')]),
    ...Object.keys(plain),
    ...never,
  ];
  expect(new Set(strings).size).toBeGreaterThanOrEqual(300);
  expect(locales).toHaveLength(12);
});

test.each(locales)('in %s typed figures are what was meant, or refused', (locale) => {
  const wrong: string[] = [];
  const expectRead = (text: string, meant: string) => {
    const found = read(text, locale);
    if (found !== meant) wrong.push(`${JSON.stringify(text)}: ${found}, meant ${meant}`);
  };
  const place = places[locale] ?? { comma: 'neither', point: 'neither' };
  for (const [shape, groups, decimal, neither] of shapes) {
    const meant = { groups, decimal, neither };
    expectRead(shape.replaceAll('_', ','), meant[place.comma]);
    expectRead(shape.replaceAll('_', '.'), meant[place.point]);
  }
  for (const [text, meant] of Object.entries(plain)) expectRead(text, meant);
  for (const text of never) expectRead(text, refused);
  expect(wrong).toEqual([]);
});

test.each(locales)('in %s every figure that is printed is read back', (locale) => {
  const values = [
    '0',
    '5',
    '-5',
    '10',
    '99',
    '100.5',
    '999',
    '-999.99',
    '1000',
    '1250',
    '-1250.5',
    '9999.99',
    '12345.678',
    '-123456',
    '1234567.1',
    '0.1',
    '-0.25',
    '0.001',
    '12345678901.5',
    '9999999999999.99',
    '-9999999999999.99',
    '7.000001',
    '1000000',
    '20.02',
    '3000.3',
  ];
  const ways = [
    {},
    { useGrouping: false },
    { useGrouping: 'always' },
    { currencySign: 'accounting' },
    { signDisplay: 'exceptZero' },
    { minimumFractionDigits: 2 },
  ] as const;
  for (const numbering of ['', '-u-nu-latn', '-u-nu-arab', '-u-nu-arabext', '-u-nu-deva', '-u-nu-fullwide']) {
    for (const way of ways) {
      const format = new Intl.NumberFormat(locale + numbering, { maximumFractionDigits: 9, ...way });
      for (const value of values) {
        const printed = format.format(value as `${number}`);
        const back = readNumber(printed, { locale: locale + numbering })?.decimal;
        expect([printed, numbering, Number(back)]).toEqual([printed, numbering, Number(value)]);
      }
    }
  }
});
