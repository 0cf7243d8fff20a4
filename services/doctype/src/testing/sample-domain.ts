import { Refusal } from '@business-m/protocols';
import { defineDocType } from '../define-doctype.ts';
import type { Domain } from '../domain.ts';

const ALL = ['read', 'create', 'save', 'submit', 'cancel', 'amend', 'delete'] as const;

/** A shelf: named by a field, a tree, with one field of most types. */
export const shelf = defineDocType({
  doctype: 'shelf',
  label: 'Shelf',
  labelPlural: 'Shelves',
  naming: { by: 'field', field: 'code' },
  titleField: 'title',
  treeField: 'parent_shelf',
  defaultSort: 'id',
  fields: [
    { name: 'code', label: 'Code', type: 'text', required: true, setOnce: true, maxLength: 20 },
    { name: 'title', label: 'Title', type: 'text' },
    { name: 'parent_shelf', label: 'Parent', type: 'link', to: 'shelf', linkFilter: { is_group: true }, linkSame: ['contact'] },
    { name: 'is_group', label: 'Group', type: 'bool' },
    { name: 'label', label: 'Label', type: 'text', unique: true },
    { name: 'levels', label: 'Levels', type: 'int', min: '1', max: '9' },
    { name: 'width', label: 'Width', type: 'decimal' },
    { name: 'built_on', label: 'Built on', type: 'date' },
    { name: 'checked_at', label: 'Checked at', type: 'datetime' },
    { name: 'contact', label: 'Contact', type: 'text', validate: [{ rule: 'email' }] },
  ],
  layout: [],
  permissions: [
    { role: 'keeper', can: ALL },
    { role: 'reader', can: ['read'] },
  ],
});

/** A loan: a series, submittable, with a child table, links to its own and to another domain, computed fields and an outbox message. */
export const loan = defineDocType({
  doctype: 'loan',
  label: 'Loan',
  labelPlural: 'Loans',
  submittable: true,
  naming: { by: 'series', prefix: 'L-' },
  defaultSort: '-lent_on',
  fields: [
    { name: 'lent_on', label: 'Lent on', type: 'date', required: true },
    {
      name: 'kind',
      label: 'Kind',
      type: 'select',
      default: 'inside',
      options: [
        { value: 'inside', label: 'Inside' },
        { value: 'outside', label: 'Outside' },
      ],
    },
    {
      name: 'borrower',
      label: 'Borrower',
      type: 'link',
      to: 'person',
      linkFilter: { blocked: false },
      visibleWhen: { eq: ['kind', 'outside'] },
      requiredWhen: { eq: ['kind', 'outside'] },
    },
    {
      name: 'lines',
      label: 'Books',
      type: 'table',
      required: true,
      maxRows: 3,
      fields: [
        { name: 'shelf', label: 'Shelf', type: 'link', to: 'shelf', required: true },
        { name: 'deposit', label: 'Deposit', type: 'money', min: '0', requiredWhen: { eq: ['kind', 'outside'] } },
        { name: 'fee', label: 'Fee', type: 'money', readOnly: true },
      ],
    },
    { name: 'total', label: 'Total', type: 'money', readOnly: true },
    { name: 'notice', label: 'Notice', type: 'text', readOnly: true },
  ],
  layout: [],
  permissions: [{ role: 'keeper', can: ALL }],
  reads: { person: ['name'] },
  hooks: {
    async beforeSave(doc) {
      const lines = doc.lines as { deposit: string | null; fee: string | null }[];
      for (const line of lines) line.fee = line.deposit === null ? null : '1';
      doc.total = String(lines.reduce((sum, line) => sum + Number(line.deposit ?? 0), 0));
      return doc.total === '13' ? [{ field: 'total', code: 'unlucky', message: 'Thirteen is unlucky.' }] : undefined;
    },
    async onSubmit(doc, context) {
      const person = doc.borrower ? context.reference('person', String(doc.borrower)) : null;
      doc.notice = person ? `for ${String(person.value('name'))}` : 'nobody';
      await context.send({ topic: 'notice', key: doc.id, payload: { id: doc.id, step: 'submitted' } });
    },
    async onCancel(doc, context) {
      await context.patch('loan', doc.id, { notice: 'given back' });
      await context.send({ topic: 'notice', key: doc.id, payload: { id: doc.id, step: 'cancelled' } });
    },
  },
});

/** A library, to test the engine with. */
export function libraryDomain(): Domain {
  return {
    scope: 'library',
    version: '1',
    docTypes: [shelf, loan],
    migrations: () => ({}),
    deliveries: {
      notice: {
        async onDelivered({ payload }, context) {
          await context.patch('loan', (payload as { id: string }).id, { notice: 'delivered' });
        },
        async onRefused({ payload }, refusal, context) {
          await context.patch('loan', (payload as { id: string }).id, { notice: refusal.message });
        },
        async onDead({ payload }, reason, context) {
          await context.patch('loan', (payload as { id: string }).id, { notice: `given up: ${reason}` });
        },
        async onDismissed({ payload }, _state, context) {
          if ((await context.get('loan', (payload as { id: string }).id))?.status !== 'cancelled')
            throw new Refusal('wrong-status', 'The book is still out.');
        },
        async onRetried({ payload }, context) {
          const status = await context.patch('loan', (payload as { id: string }).id, { notice: 'asked again' });
          if (status === 'draft') throw new Refusal('wrong-status', 'It is a draft.');
        },
      },
    },
  };
}

export const people = { person: { ada: { title: 'Ada', name: 'Ada', blocked: false }, bob: { title: 'Bob', name: 'Bob', blocked: true } } };
