import type { DocTypeMeta } from '@business-m/metadata';

/** A DocType with a field of every type, for the tests of the generic screens. */
export const specimen: DocTypeMeta = {
  doctype: 'specimen',
  label: 'Specimen',
  labelPlural: 'Specimens',
  owner: 'lab',
  schemaHash: 'sha256:specimen',
  submittable: true,
  titleField: 'title',
  naming: { by: 'series', prefix: 'SP-' },
  defaultSort: '-taken_on',
  fields: [
    { name: 'title', label: 'Title', type: 'text', required: true, maxLength: 80, list: { column: 1 } },
    { name: 'notes', label: 'Notes', type: 'longtext' },
    { name: 'pieces', label: 'Pieces', type: 'int', default: 1 },
    { name: 'weight', label: 'Weight', type: 'decimal', list: { column: 3 } },
    { name: 'price', label: 'Price', type: 'money', scale: 2, list: { column: 4 } },
    { name: 'taken_on', label: 'Taken on', type: 'date', list: { column: 2, filter: true } },
    { name: 'analysed_at', label: 'Analysed at', type: 'datetime', readOnly: true },
    {
      name: 'grade',
      label: 'Grade',
      type: 'select',
      options: [
        { value: 'fine', label: 'Fine' },
        { value: 'coarse', label: 'Coarse' },
      ],
      list: { column: 5, filter: true },
    },
    { name: 'mesh', label: 'Mesh', type: 'int', visibleWhen: { eq: ['grade', 'coarse'] }, requiredWhen: { eq: ['grade', 'coarse'] } },
    { name: 'fragile', label: 'Fragile', type: 'bool', default: false, list: { column: 6, filter: true } },
    { name: 'shelf', label: 'Shelf', type: 'link', to: 'shelf', list: { column: 7, filter: true } },
    {
      name: 'lines',
      label: 'Parts',
      type: 'table',
      fields: [
        { name: 'part', label: 'Part', type: 'text', required: true },
        { name: 'qty', label: 'Quantity', type: 'decimal' },
        { name: 'amount', label: 'Amount', type: 'money', scale: 2 },
      ],
    },
  ],
  layout: [
    {
      section: 'Specimen',
      columns: [
        ['title', 'notes', 'pieces', 'weight', 'price'],
        ['taken_on', 'analysed_at', 'grade', 'mesh', 'fragile', 'shelf'],
      ],
    },
    { section: 'Parts', columns: [['lines']] },
  ],
  can: { read: true, actions: ['create', 'save', 'submit', 'cancel', 'amend', 'delete'] },
};

export const shelf: DocTypeMeta = {
  doctype: 'shelf',
  label: 'Shelf',
  labelPlural: 'Shelves',
  owner: 'lab',
  schemaHash: 'sha256:shelf',
  submittable: false,
  titleField: 'shelf_name',
  naming: { by: 'field', field: 'code' },
  defaultSort: 'id',
  fields: [
    { name: 'code', label: 'Code', type: 'text', required: true, list: { column: 1 } },
    { name: 'shelf_name', label: 'Name', type: 'text', list: { column: 2 } },
  ],
  layout: [{ section: 'Shelf', columns: [['code'], ['shelf_name']] }],
  can: { read: true, actions: [] },
};

export const shelves = [
  { code: 'A1', shelf_name: 'Basement left' },
  { code: 'B7', shelf_name: 'Attic' },
];

const lines = [
  { part: 'Core', qty: '2', amount: '10.10' },
  { part: 'Shell', qty: '1', amount: '0.20' },
];

export const specimens = [
  { title: 'Basalt', taken_on: '2026-01-03', weight: '2.5', price: '1250.5', grade: 'fine', shelf: 'A1', status: 'draft', lines },
  { title: 'Gneiss', taken_on: '2026-02-03', weight: '0.125', price: '80', grade: 'coarse', fragile: true, status: 'submitted', lines },
  { title: 'Marl', taken_on: '2025-12-24', weight: '7', price: '-3', status: 'cancelled', lines },
];
