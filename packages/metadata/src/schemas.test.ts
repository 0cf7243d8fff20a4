import { expect, test } from 'vitest';
import { docTypeMetaSchema, docTypeNameSchema, documentSchema, fieldNameSchema, problemSchema, serviceDiscoverySchema } from './index.ts';

const meta = {
  doctype: 'supplier',
  label: 'Supplier',
  labelPlural: 'Suppliers',
  owner: 'masters',
  schemaHash: 'sha256:0',
  submittable: false,
  naming: { by: 'series', prefix: 'SUPP-' },
  defaultSort: 'id',
  fields: [
    { name: 'supplier_name', label: 'Name', type: 'text', required: true, list: { column: 1, filter: true } },
    { name: 'contacts', label: 'Contacts', type: 'table', fields: [{ name: 'email', label: 'E-mail', type: 'text' }] },
  ],
  layout: [{ section: 'Details', columns: [['supplier_name']] }],
  can: { read: true, actions: ['create', 'save'] },
};

test('a DocType survives the wire whole', () => {
  expect(docTypeMetaSchema.parse(JSON.parse(JSON.stringify(meta)))).toEqual(meta);
});

test('a table inside a table is not a DocType', () => {
  const nested = structuredClone(meta) as unknown as { fields: { fields?: object[] }[] };
  nested.fields[1]?.fields?.push({ name: 'inner', label: 'Inner', type: 'table', fields: [{ name: 'a', label: 'A', type: 'text' }] });
  const parsed = docTypeMetaSchema.parse(nested);
  expect(parsed.fields[1]?.fields?.[1]).not.toHaveProperty('fields');
});

test.each(['Journal Entry', 'journal_entry', '-a', 'a--b', '', '__proto__', 'a'.repeat(65)])('%j is not a DocType name', (name) => {
  expect(docTypeNameSchema.safeParse(name).success).toBe(false);
});

test.each(['postingDate', '1st', 'a-b', '', '__proto__', 'a'.repeat(64)])('%j is not a field name', (name) => {
  expect(fieldNameSchema.safeParse(name).success).toBe(false);
});

test('a document keeps its own fields beside the envelope', () => {
  const document = {
    id: 'JE-00001',
    status: 'draft',
    revision: 1,
    created_at: '2026-01-01T00:00:00.000Z',
    created_by: 'a',
    modified_at: '2026-01-01T00:00:00.000Z',
    modified_by: 'a',
    lines: [{ idx: 1 }],
  };
  expect(documentSchema.parse(document)).toEqual(document);
  expect(documentSchema.safeParse({ ...document, status: 'posted' }).success).toBe(false);
  expect(documentSchema.safeParse({ ...document, revision: 1.5 }).success).toBe(false);
});

test('a problem needs a code and a sentence', () => {
  expect(problemSchema.safeParse({ type: 'about:blank', title: 'Bad', status: 400, code: 'bad', detail: 'It is bad.' }).success).toBe(true);
  expect(problemSchema.safeParse({ type: 'about:blank', title: 'Bad', status: 400 }).success).toBe(false);
});

test('a service cannot announce a scope that is no scope', () => {
  expect(serviceDiscoverySchema.safeParse({ scope: '../admin', version: '1', docTypes: [] }).success).toBe(false);
});
