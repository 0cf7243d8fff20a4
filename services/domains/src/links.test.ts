import type { DocTypeDeclaration } from '@business-m/doctype';
import { expect, test } from 'vitest';
import { domains } from './index.ts';

type Field = DocTypeDeclaration['fields'][number];

const modules = await Promise.all(Object.values(domains).map((load) => load()));
/** What is declared is declared without looking into a database. */
const db = { withSchema: () => db } as never;
const declarations = modules.flatMap(({ domainModule }) => domainModule.create({ db, schema: '', now: () => new Date() }).domain.docTypes);
const fieldsOf = (doctype: string | undefined) =>
  new Map<string, Field>(declarations.find((other) => other.doctype === doctype)?.fields.map((field) => [field.name, field]));
const links = declarations.flatMap(({ doctype, fields, treeField }) => {
  const named = (path: string, field: Omit<Field, 'fields'>, form: readonly Omit<Field, 'fields'>[]) =>
    field.type === 'link' ? [{ path, field, form, target: fieldsOf(field.to), isTree: treeField === field.name }] : [];
  return fields.flatMap((field) => [
    ...named(`${doctype}.${field.name}`, field, fields),
    ...(field.fields ?? []).flatMap((column) => named(`${doctype}.${field.name}.${column.name}`, column, field.fields ?? [])),
  ]);
});

test('every DocType that a link leads to is declared', () => {
  expect(links.filter(({ target }) => target.size === 0).map(({ path }) => path)).toEqual([]);
  expect(links.length).toBeGreaterThan(5);
});

test.each(links)('$path offers what may be chosen', ({ field, target, isTree, form }) => {
  const { linkFilter = {}, linkExcept = {}, linkSame = [] } = field;
  // What is disabled is for no new document, and a group is no place for figures, nor a leaf one for what is below it.
  if (target.has('disabled')) expect(linkFilter).toMatchObject({ disabled: false });
  if (target.has('is_group')) expect(linkFilter).toMatchObject({ is_group: isTree });
  for (const [name, value] of Object.entries({ ...linkFilter, ...linkExcept })) {
    const { type, options } = target.get(name) ?? {};
    if (type === 'select') expect(options?.map((option) => option.value)).toContain(value);
    else expect([name, type]).toEqual([name, 'bool']);
  }
  for (const name of linkSame)
    expect([target.get(name)?.type, form.some((other) => other.name === name)]).toEqual([expect.anything(), true]);
});
