// @vitest-environment jsdom
import type { RowFieldMeta } from '@business-m/metadata';
import { loadReaders } from '@business-m/ui';
import { expect, test } from 'vitest';
import { isBlock, type PasteTarget, parsePaste } from './paste.ts';

const columns: RowFieldMeta[] = [
  { name: 'account', label: 'Account', type: 'link', to: 'account' },
  { name: 'debit', label: 'Debit', type: 'money', scale: 2 },
  { name: 'credit', label: 'Credit', type: 'money', scale: 2 },
  { name: 'remark', label: 'Remark', type: 'text' },
  { name: 'size', label: 'Size', type: 'select', options: [{ value: 's', label: 'Small' }] },
  { name: 'paid', label: 'Paid', type: 'bool' },
  { name: 'due', label: 'Due', type: 'date' },
];
const readers = await loadReaders();
const paste = (text: string, target: Partial<PasteTarget> = {}) =>
  parsePaste(text, { columns, room: 500, today: '2026-11-30', readers, ...target });
const rowsOf = (text: string, target?: Partial<PasteTarget>) => {
  const pasted = paste(text, target);
  return 'rows' in pasted ? pasted.rows : pasted;
};

test.each(['just one', '12', '1250,50\n', '12\r\n', '"quoted"', ''])('%j is one value, which the input takes', (text) => {
  expect(isBlock(text)).toBe(false);
});

test.each<[name: string, text: string, rows: Record<string, unknown>[]]>([
  [
    'rows of LibreOffice',
    '1110\t5\t\n1120\t\t5\n',
    [
      { account: '1110', debit: '5', credit: '' },
      { account: '1120', debit: '', credit: '5' },
    ],
  ],
  [
    'rows of Excel',
    '1110\t5\r\n1120\t6\r\n',
    [
      { account: '1110', debit: '5' },
      { account: '1120', debit: '6' },
    ],
  ],
  ['rows of an old Mac', '1110\r1120', [{ account: '1110' }, { account: '1120' }]],
  [
    'a cell in quotes with a tab, a line end and quotes',
    '1110\t5\t\t"a ""b""\tc\r\nd"\n',
    [{ account: '1110', debit: '5', credit: '', remark: 'a "b"\tc d' }],
  ],
  [
    'a quote that opens nothing',
    '1110\t5\t\t5" pipe\n"x\t6',
    [
      { account: '1110', debit: '5', credit: '', remark: '5" pipe' },
      { account: '"x', debit: '6' },
    ],
  ],
  ['an empty row in between', '1110\t5\n\n1120\t6', [{ account: '1110', debit: '5' }, { account: '' }, { account: '1120', debit: '6' }]],
  [
    'thousands',
    '\t1,250.50\n\t1,250\n\t12,34,567.5',
    [
      { account: '', debit: '1250.50' },
      { account: '', debit: '1250' },
      { account: '', debit: '1234567.5' },
    ],
  ],
  [
    'brackets, signs of less',
    '\t(1,250.50)\n\t80-\n\t-5\n\t−5',
    [
      { account: '', debit: '-1250.50' },
      { account: '', debit: '-80' },
      { account: '', debit: '-5' },
      { account: '', debit: '-5' },
    ],
  ],
  [
    'a sum, rounded as it is when typed',
    '\t100/3\n\t12*3.5',
    [
      { account: '', debit: '33.33' },
      { account: '', debit: '42' },
    ],
  ],
  [
    'what is no number, as it is',
    '\t€ 80,50\n\t-   \n\t$1.00\n\t1e5\n\t#REF!',
    ['€ 80,50', '-', '$1.00', '1e5', '#REF!'].map((debit) => ({ account: '', debit })),
  ],
  ['an account as the desk writes it', '1110 · Cash\t5', [{ account: '1110', debit: '5' }]],
  [
    'choices and ticks',
    '\t\t\t\tsmall\tYES\n\t\t\t\tHuge\t0\n\t\t\t\ts\t',
    [
      ['s', true],
      ['Huge', false],
      ['s', false],
    ].map(([size, paid]) => ({ account: '', debit: '', credit: '', remark: '', size, paid })),
  ],
  ['rows under their headings', 'Account *\tDEBIT\tCredit\n1110\t5\t\n', [{ account: '1110', debit: '5', credit: '' }]],
  ['a heading that is all there is', 'Account\tDebit', [{ account: 'Account', debit: 'Debit' }]],
  [
    'a first row that only begins like headings',
    'Account\t5\n1120\t6',
    [
      { account: 'Account', debit: '5' },
      { account: '1120', debit: '6' },
    ],
  ],
  [
    'empty columns at the end',
    '1110\t5\t\t\t\t\t\t\t\t\n',
    [{ account: '1110', debit: '5', credit: '', remark: '', size: '', paid: false, due: '' }],
  ],
])('reads %s', (_name, text, rows) => {
  expect(rowsOf(text)).toEqual(rows);
});

test('a pasted side empties the other, unless the block says both', () => {
  const oneOf = [['debit', 'credit']];
  expect(rowsOf('1110\t5\n1120\t', { oneOf })).toEqual([
    { account: '1110', debit: '5', credit: '' },
    { account: '1120', debit: '' },
  ]);
  expect(rowsOf('5\n6', { oneOf, columns: columns.slice(2) })).toEqual([
    { credit: '5', debit: '' },
    { credit: '6', debit: '' },
  ]);
  expect(rowsOf('1110\t5\t6', { oneOf })).toEqual([{ account: '1110', debit: '5', credit: '6' }]);
});

test.each<[name: string, text: string, rows: Record<string, unknown>[]]>([
  ['what cannot be seen around a cell', '\u202a1110\u202c\t\u200b5\ufeff', [{ account: '1110', debit: '5' }]],
  ['an account with the blanks of a web page', '1110\u00a0· Cash\t5', [{ account: '1110', debit: '5' }]],
  ['blank rows at the end, which are none', '1110\t5\r\n\t\r\n\t\r\n', [{ account: '1110', debit: '5' }]],
  [
    'blank rows between others',
    '1110\t5\n\t\n1120\t6',
    [
      { account: '1110', debit: '5' },
      { account: '', debit: '' },
      { account: '1120', debit: '6' },
    ],
  ],
  [
    'nothing but blanks, which empties',
    '\t\n\t',
    [
      { account: '', debit: '' },
      { account: '', debit: '' },
    ],
  ],
])('reads %s', (_name, text, rows) => {
  expect(rowsOf(text)).toEqual(rows);
});

test('the lines of a cell stay where a text has lines, and are one elsewhere', () => {
  const cell = '"one\r\ntwo\tand ""three"" more"';
  const remark = { name: 'remark', label: 'Remark', type: 'text' } as const;
  const notes = { name: 'notes', label: 'Notes', type: 'longtext' } as const;
  expect(rowsOf(`${cell}\tx`, { columns: [notes, remark] })).toEqual([{ notes: 'one\ntwo\tand "three" more', remark: 'x' }]);
  expect(rowsOf(`${cell}\tx`, { columns: [remark, notes] })).toEqual([{ remark: 'one two\tand "three" more', notes: 'x' }]);
});

test.each([
  ['WAHR', true],
  ['Falsch', false],
  ['VRAI', true],
  ['FAUX', false],
  ['VERDADERO', true],
  ['FALSO', false],
  ['ИСТИНА', true],
  ['ложь', false],
  ['☑', true],
  ['☐', false],
  ['FALSE\u200b', false],
])('a tick is read as a sheet in any language writes it: %s', (text, paid) => {
  expect(rowsOf(`${text}\t`, { columns: columns.slice(5) })).toEqual([{ paid, due: '' }]);
});

test('days are read where they can be', () => {
  expect(rowsOf('31 Dec 2026\t', { columns: columns.slice(6) })).toEqual([{ due: '2026-12-31' }]);
});

test.each<[text: string, target: Partial<PasteTarget>, trouble: string]>([
  ['1\t2\t3', { columns: columns.slice(1, 3) }, 'What you pasted has 3 columns, and from here on there are 2. Nothing was pasted.'],
  ['1\n2\n3\n', { room: 2 }, 'What you pasted has 3 rows, and there is room for 2. Nothing was pasted.'],
  ['yes\nmaybe', { columns: columns.slice(5) }, 'Row 2 of what you pasted, Paid: “maybe” is neither yes nor no. Nothing was pasted.'],
])('of %j nothing is taken without a word', (text, target, trouble) => {
  expect(paste(text, target)).toEqual({ trouble });
});
