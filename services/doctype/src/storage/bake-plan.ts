import type { RowFieldMeta } from '@business-m/metadata';
import { columnType, ENVELOPE_COLUMNS, INTERNAL_COLUMNS } from './columns.ts';
import { type ChildTable, indexName, type StoredDocType, seriesName } from './doctype-storage.ts';

/** A column has another type than its declaration, and only a migration of the domain can change it. */
export class OtherType extends Error {}

/** What to do about such a column: throw `OtherType`, or leave it to the migration. */
export type OtherTypes = 'refuse' | 'leave';

/** What stands in the database: table → column → type as `format_type` spells it. */
export type ExistingColumns = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The statements that turn what stands in the database into what `docType` needs; empty when it holds already. */
export function plannedStatements(
  schema: string,
  docType: StoredDocType,
  columns: ExistingColumns,
  indexes: ReadonlySet<string>,
  otherTypes: OtherTypes = 'refuse',
): string[] {
  const { declaration, table } = docType;
  const statements = [
    ...tableStatements(schema, table, documentColumns(), docType.scalars, columns.get(table), otherTypes),
    ...internalStatements(schema, table, columns.get(table)),
    ...docType.children.flatMap((child) =>
      tableStatements(schema, child.table, rowColumns(schema, table), child.columns, columns.get(child.table), otherTypes),
    ),
  ];
  if (declaration.naming.by === 'series' && !indexes.has(seriesName(docType))) {
    statements.push(`create sequence "${schema}"."${seriesName(docType)}"`);
  }
  if (declaration.submittable && !indexes.has(indexName(table, 'amended_from', 'unique'))) {
    statements.push(createIndex(schema, table, 'amended_from', 'unique'));
  }
  return [
    ...statements,
    ...indexStatements(schema, table, docType.scalars, indexes),
    ...sortStatements(schema, docType, indexes),
    ...docType.children.flatMap((child: ChildTable) => indexStatements(schema, child.table, child.columns, indexes)),
  ];
}

function documentColumns(): string[] {
  return Object.entries({ ...ENVELOPE_COLUMNS, ...INTERNAL_COLUMNS }).map(([name, type]) => {
    if (name === 'id') return '"id" text primary key';
    return `"${name}" ${type}${name === 'amended_from' || name in INTERNAL_COLUMNS ? '' : ' not null'}`;
  });
}

/** Adds internal columns to tables that were created without them. */
function internalStatements(schema: string, table: string, existing: ReadonlyMap<string, string> | undefined): string[] {
  if (!existing) return [];
  return Object.entries(INTERNAL_COLUMNS).flatMap(([name, type]) =>
    existing.has(name) ? [] : [`alter table "${schema}"."${table}" add column "${name}" ${type}`],
  );
}

function rowColumns(schema: string, parentTable: string): string[] {
  return [
    `"parent" text not null references "${schema}"."${parentTable}" ("id") on delete cascade`,
    '"idx" integer not null',
    'primary key ("parent", "idx")',
  ];
}

function tableStatements(
  schema: string,
  table: string,
  own: string[],
  fields: readonly RowFieldMeta[],
  existing: ReadonlyMap<string, string> | undefined,
  otherTypes: OtherTypes,
): string[] {
  const qualified = `"${schema}"."${table}"`;
  if (!existing) return [`create table ${qualified} (${[...own, ...fields.map(columnDefinition)].join(', ')})`];
  return fields.flatMap((field) => {
    const current = existing.get(field.name);
    if (current === undefined) return [`alter table ${qualified} add column ${columnDefinition(field)}`];
    return widening(`${schema}.${table}.${field.name}`, current, columnType(field), otherTypes).map(
      (type) => `alter table ${qualified} alter column "${field.name}" type ${type}`,
    );
  });
}

function columnDefinition(field: RowFieldMeta): string {
  // False rather than null, so that a filter for "off" finds documents that never set it.
  return `"${field.name}" ${columnType(field)}${field.type === 'bool' ? ' not null default false' : ''}`;
}

/** The type to widen to, if any. Narrower numbers keep the wider column; any other change needs a migration of the domain. */
function widening(column: string, current: string, wanted: string, otherTypes: OtherTypes): string[] {
  if (current === wanted) return [];
  if (!current.startsWith('numeric') || !wanted.startsWith('numeric')) {
    if (otherTypes === 'leave') return [];
    throw new OtherType(`${column} is ${current} in the database and ${wanted} in its declaration: change it by a migration of the domain`);
  }
  const scale = (type: string) => (type === 'numeric' ? Number.POSITIVE_INFINITY : Number(/,(\d+)\)/.exec(type)?.[1]));
  return scale(wanted) > scale(current) ? [wanted] : [];
}

function indexStatements(schema: string, table: string, fields: readonly RowFieldMeta[], indexes: ReadonlySet<string>): string[] {
  return fields.flatMap((field) => {
    const kind = field.unique ? 'unique' : field.type === 'link' ? 'idx' : undefined;
    return kind === undefined || indexes.has(indexName(table, field.name, kind)) ? [] : [createIndex(schema, table, field.name, kind)];
  });
}

/** The order in which the first page of every list is read. */
function sortStatements(schema: string, docType: StoredDocType, indexes: ReadonlySet<string>): string[] {
  const { defaultSort } = docType.declaration;
  const column = defaultSort.replace(/^-/, '');
  const name = indexName(docType.table, column, 'sort');
  if (indexes.has(name) || !docType.scalars.some((field) => field.name === column)) return [];
  const order = defaultSort.startsWith('-') ? `"${column}" desc nulls last, "id" desc` : `"${column}", "id"`;
  return [`create index "${name}" on "${schema}"."${docType.table}" (${order})`];
}

function createIndex(schema: string, table: string, column: string, kind: 'unique' | 'idx'): string {
  return `create ${kind === 'unique' ? 'unique ' : ''}index "${indexName(table, column, kind)}" on "${schema}"."${table}" ("${column}")`;
}
