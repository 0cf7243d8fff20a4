import type { DocTypeMeta } from '@business-m/metadata';

/** A DocType for tests of forms: a field that shows with another one, a table, a figure of the server's. */
export const parcel: DocTypeMeta = {
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
