import { conditionFields, docTypeNameSchema, type FieldMeta, fieldNameSchema, fieldSchema, type RowFieldMeta } from '@business-m/metadata';
import type { DocTypeDeclaration, DocTypeHooks } from './declaration.ts';
import type { DocumentOf, DraftOf } from './document.ts';
import { isEnvelopeColumn, ROW_COLUMNS } from './storage/columns.ts';
import { isKnownRule } from './validation/field-value.ts';

/** Checks a declaration (names, layout, links, naming field) and returns it frozen; throws on a programmer's mistake. */
export function defineDocType<const Declaration extends DocTypeDeclaration>(declaration: Declaration): Declaration {
  const problems = [...checkFields(declaration), ...checkReferences(declaration), ...checkLayout(declaration)];
  if (!docTypeNameSchema.safeParse(declaration.doctype).success) problems.push('the name is not in URL form');
  if (problems.length > 0) throw new Error(`DocType “${declaration.doctype}”: ${problems.join('; ')}`);
  return deepFreeze(declaration);
}

/** Adds hooks to a declaration; the types of their documents follow from it. */
export function withHooks<Declaration extends DocTypeDeclaration>(
  declaration: Declaration,
  hooks: DocTypeHooks<DocumentOf<Declaration>, DraftOf<Declaration>>,
): DocTypeDeclaration {
  return { ...declaration, hooks };
}

/** A tick box, off by default; in the list it is `column`, with a filter. */
export function tickBox<const Name extends string>(name: Name, label: string, help: string, column: number) {
  return { name, label, type: 'bool', default: false, help, list: { column, filter: true } } as const;
}

/** The field that is the document's id: the first column of the list. */
export function codeField<const Name extends string>(name: Name, label: string, maxLength: number, help: string) {
  return { name, label, type: 'text', required: true, setOnce: true, maxLength, help, list: { column: 1, filter: true } } as const;
}

/** The options of a `select`: value → label. */
export function selectOptions<const Labels extends Readonly<Record<string, string>>>(labels: Labels) {
  return Object.entries(labels).map(([value, label]) => ({ value: value as keyof Labels & string, label }));
}

function checkFields({ fields }: DocTypeDeclaration): string[] {
  const problems = fields.flatMap((field) => [
    ...checkField(field, fields, isEnvelopeColumn),
    ...(field.fields ?? []).flatMap((column) => [
      ...checkField(column, [...fields, ...(field.fields ?? [])], (name) => Object.hasOwn(ROW_COLUMNS, name)).map(
        (problem) => `${field.name}: ${problem}`,
      ),
      ...(column.type === 'table' ? [`${field.name}.${column.name} is a table inside a table`] : []),
    ]),
    ...duplicates(field.fields ?? []).map((name) => `two columns “${field.name}.${name}”`),
  ]);
  return [...problems, ...duplicates(fields).map((name) => `two fields “${name}”`)];
}

function checkField(field: RowFieldMeta | FieldMeta, scope: readonly RowFieldMeta[], isTaken: (name: string) => boolean): string[] {
  const problems: string[] = [];
  const known = new Set(scope.map((other) => other.name));
  if (!fieldSchema.safeParse(field).success || !fieldNameSchema.safeParse(field.name).success)
    problems.push(`“${field.name}” does not parse as a field`);
  if (isTaken(field.name)) problems.push(`“${field.name}” is taken by every document`);
  if (field.type === 'link' && !field.to) problems.push(`the link “${field.name}” leads nowhere`);
  if (field.type === 'select' && !field.options?.length) problems.push(`the select “${field.name}” has no options`);
  if (field.type === 'table' && !('fields' in field && field.fields?.length)) problems.push(`the table “${field.name}” has no columns`);
  for (const name of field.linkSame ?? [])
    if (!known.has(name)) problems.push(`the link “${field.name}” compares the unknown field “${name}”`);
  for (const { rule } of field.validate ?? []) if (!isKnownRule(rule)) problems.push(`“${field.name}” names the unknown rule “${rule}”`);
  for (const condition of [field.visibleWhen, field.requiredWhen]) {
    for (const name of condition ? conditionFields(condition) : [])
      if (!known.has(name)) problems.push(`a condition of “${field.name}” reads the unknown field “${name}”`);
  }
  return problems;
}

function checkReferences(declaration: DocTypeDeclaration): string[] {
  const { fields, naming, titleField, treeField, defaultSort, doctype, reads = {}, guards = [] } = declaration;
  const problems: string[] = [];
  const find = (name: string) => fields.find((field) => field.name === name);
  if (naming.by === 'field' && !find(naming.field)?.required) problems.push(`it is named by “${naming.field}”, which is no required field`);
  if (declaration.submittable && naming.by === 'field')
    problems.push('an amended document needs a name of its own: a submittable DocType is named by a series');
  if (titleField && !find(titleField)) problems.push(`the title field “${titleField}” does not exist`);
  if (treeField && find(treeField)?.to !== doctype) problems.push(`the tree field “${treeField}” is no link to itself`);
  const sort = defaultSort.replace(/^-/, '');
  const sorted = find(sort);
  if (sorted ? sorted.type === 'table' : !isEnvelopeColumn(sort)) problems.push(`the default sort “${sort}” does not exist`);
  const linked = new Set(fields.flatMap((field) => [field, ...(field.fields ?? [])]).map(({ to }) => to));
  for (const guard of guards) if (!find(guard)) problems.push(`it guards “${guard}”, which is no field`);
  for (const to of Object.keys(reads)) if (!linked.has(to)) problems.push(`it reads “${to}”, to which no field links`);
  return problems;
}

function checkLayout({ fields, layout }: DocTypeDeclaration): string[] {
  const known = new Set(fields.map((field) => field.name));
  const placed = layout.flatMap((section) => section.columns.flat());
  return [
    ...placed.filter((name) => !known.has(name)).map((name) => `the layout places the unknown field “${name}”`),
    ...placed.filter((name, index) => placed.indexOf(name) !== index).map((name) => `the layout places “${name}” twice`),
  ];
}

function duplicates(fields: readonly RowFieldMeta[]): string[] {
  const names = fields.map((field) => field.name);
  return names.filter((name, index) => names.indexOf(name) !== index);
}

function deepFreeze<T>(value: T): T {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}
