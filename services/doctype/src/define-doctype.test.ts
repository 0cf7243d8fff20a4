import { expect, test } from 'vitest';
import type { DocTypeDeclaration } from './declaration.ts';
import { defineDocType } from './define-doctype.ts';

const good: DocTypeDeclaration = {
  doctype: 'note',
  label: 'Note',
  labelPlural: 'Notes',
  naming: { by: 'field', field: 'code' },
  defaultSort: 'id',
  fields: [{ name: 'code', label: 'Code', type: 'text', required: true }],
  layout: [{ section: 'Note', columns: [['code']] }],
  permissions: [],
};

test('freezes a declaration', () => {
  expect(Object.isFrozen(defineDocType(structuredClone(good)).fields[0])).toBe(true);
});

test.each<[string, Partial<DocTypeDeclaration>]>([
  ['not in URL form', { doctype: 'Note_1' }],
  ['no required field', { naming: { by: 'field', field: 'nothing' } }],
  ['named by a series', { submittable: true }],
  ['title field “x” does not exist', { titleField: 'x' }],
  ['tree field “code” is no link', { treeField: 'code' }],
  ['default sort “x” does not exist', { defaultSort: '-x' }],
  ['unknown field “x”', { layout: [{ section: 'A', columns: [['x']] }] }],
  ['“code” twice', { layout: [{ section: 'A', columns: [['code'], ['code']] }] }],
  ['two fields “code”', { fields: [...good.fields, ...good.fields] }],
  ['taken by every document', { fields: [...good.fields, { name: 'revision', label: 'R', type: 'int' }] }],
  ['leads nowhere', { fields: [...good.fields, { name: 'a', label: 'A', type: 'link' }] }],
  ['it reads “shelf”, to which no field links', { reads: { shelf: ['code'] } }],
  ['has no options', { fields: [...good.fields, { name: 'a', label: 'A', type: 'select' }] }],
  ['has no columns', { fields: [...good.fields, { name: 'a', label: 'A', type: 'table' }] }],
  ['unknown rule “nonsense”', { fields: [...good.fields, { name: 'a', label: 'A', type: 'text', validate: [{ rule: 'nonsense' }] }] }],
  [
    'reads the unknown field “b”',
    { fields: [...good.fields, { name: 'a', label: 'A', type: 'text', visibleWhen: { not: { present: 'b' } } }] },
  ],
  [
    '“parent” is taken',
    { fields: [...good.fields, { name: 'a', label: 'A', type: 'table', fields: [{ name: 'parent', label: 'P', type: 'text' }] }] },
  ],
])('names a mistake: %s', (sentence, mistake) => {
  expect(() => defineDocType({ ...good, ...mistake })).toThrow(sentence);
});
