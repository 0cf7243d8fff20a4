import type { DocTypeMeta } from '@business-m/metadata';
import { expect, test } from 'vitest';
import { documentDifferences } from './document-diff.ts';

const meta: DocTypeMeta = {
  doctype: 'parcel',
  label: 'Parcel',
  labelPlural: 'Parcels',
  owner: 'post',
  schemaHash: 'sha256:0',
  submittable: true,
  naming: { by: 'series', prefix: 'P-' },
  defaultSort: 'id',
  fields: [
    {
      name: 'kind',
      label: 'Kind',
      type: 'select',
      options: [
        { value: 'letter', label: 'Letter' },
        { value: 'box', label: 'Box' },
      ],
      default: 'letter',
    },
    { name: 'height', label: 'Height', type: 'int', visibleWhen: { eq: ['kind', 'box'] }, requiredWhen: { eq: ['kind', 'box'] } },
    { name: 'total', label: 'Total', type: 'money', readOnly: true },
    {
      name: 'lines',
      label: 'Lines',
      type: 'table',
      fields: [
        { name: 'what', label: 'What', type: 'text' },
        { name: 'qty', label: 'Quantity', type: 'decimal' },
        { name: 'size', label: 'Size', type: 'select', options: [{ value: 's', label: 'Small' }], visibleWhen: { eq: ['kind', 'box'] } },
      ],
    },
  ],
  layout: [{ section: 'All', columns: [['kind', 'height'], ['lines']] }],
  can: { read: true, actions: ['create', 'save'] },
};
test('two versions are compared field by field and row by row; 1 and 1.00 are the same', () => {
  const mine = {
    kind: 'letter',
    lines: [
      { what: 'A', qty: '1' },
      { what: 'B', qty: '2' },
    ],
  };
  const theirs = { kind: 'box', total: '9.00', lines: [{ what: 'A', qty: '1.00' }] };
  expect(documentDifferences(meta, mine, theirs)).toEqual([
    { path: 'kind', label: 'Kind', mine: 'Letter', theirs: 'Box' },
    { path: 'lines.1.what', label: 'Lines 2: What', mine: 'B', theirs: '' },
    { path: 'lines.1.qty', label: 'Lines 2: Quantity', mine: '2', theirs: '' },
  ]);
});
