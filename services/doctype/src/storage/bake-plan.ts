import type { RowFieldMeta } from '@business-m/metadata';
import { columnType, ENVELOPE_COLUMNS, INTERNAL_COLUMNS } from './columns.ts';
import { type ChildTable, indexName, type StoredDocType, sortColumn, sortColumnNames, sortsNumbers } from './doctype-storage.ts';
import { type ExistingGuards, guardStatements } from './needed.ts';

/** A column has another type than its declaration, and only a migration of the domain can change it. */
export class OtherType extends Error {}

/** What to do about such a column: throw `OtherType`, or leave it to the migration. */
export type OtherTypes = 'refuse' | 'leave';

/** What stands in the database. */
export interface Existing {
  /** Table → column → type as `format_type` spells it. */
  columns: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Columns that follow from others: `table.column`. */
  generated: ReadonlySet<string>;
  indexes: ReadonlySet<string>;
  guards: ExistingGuards;
}

/** The statements that turn what stands in the database into what `docType` needs; empty when it holds already. */
export function plannedStatements(
  schema: string,
  docType: StoredDocType,
  { columns, generated, indexes, guards }: Existing,
  otherTypes: OtherTypes = 'refuse',
): string[] {
  const { declaration, table } = docType;
  const statements = [
    ...tableStatements(schema, table, documentColumns(), docType.scalars, columns.get(table), otherTypes),
    ...internalStatements(schema, table, columns.get(table)),
    ...generatedStatements(schema, docType, generated),
    ...docType.children.flatMap((child) =>
      tableStatements(schema, child.table, rowColumns(schema, table), child.columns, columns.get(child.table), otherTypes),
    ),
  ];
  if (declaration.submittable && !indexes.has(indexName(table, 'amended_from', 'unique'))) {
    statements.push(createIndex(schema, table, 'amended_from', 'unique'));
  }
  return [
    ...statements,
    ...indexStatements(schema, table, docType.scalars, indexes),
    ...nameStatements(schema, docType, columns.has(table), indexes),
    ...sortStatements(schema, docType, indexes),
    ...docType.children.flatMap((child: ChildTable) => indexStatements(schema, child.table, child.columns, indexes)),
    // Last, and after the migrations, which may have to fill in what is demanded anew.
    ...(otherTypes === 'refuse' ? guardStatements(schema, docType, guards) : []),
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

/**
 * The columns that lists are sorted by. `generated` are those that stand: `table.column`. One that is sorted by no more goes first: the type of its
 * field could not be changed otherwise.
 */
function generatedStatements(schema: string, docType: StoredDocType, generated: ReadonlySet<string>): string[] {
  const { table, scalars } = docType;
  const qualified = `"${schema}"."${table}"`;
  return ['id', ...scalars.map(({ name }) => name)].flatMap((column) => {
    const sorted = sortColumn(docType, column);
    const standing = Object.values(sortColumnNames(column)).filter((name) => generated.has(`${table}.${name}`));
    const dropped = standing.filter((name) => name !== sorted).map((name) => `alter table ${qualified} drop column "${name}"`);
    if (sorted === column || standing.includes(sorted)) return dropped;
    const key = `"${schema}"."sort_key"("${column}", ${sortsNumbers(docType, column)})`;
    return [...dropped, `alter table ${qualified} add column "${sorted}" text collate "C" generated always as (${key}) stored`];
  });
}

/** Names that differ only in case, blanks or width are one name. Documents that share one already keep it: the oldest is in the index. */
function nameStatements(schema: string, docType: StoredDocType, exists: boolean, indexes: ReadonlySet<string>): string[] {
  const { declaration, table, scalars } = docType;
  const named = [...(declaration.naming.by === 'field' ? ['id'] : []), ...scalars.filter(isUniqueText).map(({ name }) => name)];
  const qualified = `"${schema}"."${table}"`;
  return named.flatMap((column) => {
    const index = indexName(table, column, 'name');
    if (indexes.has(index)) return [];
    const key = `"${schema}"."name_key"("${column}")`;
    const others = `select "id", row_number() over (partition by ${key} order by "created_at", "id") as nth
      from ${qualified} where "${column}" is not null and "named_twice" is not true`;
    return [
      ...(exists
        ? [`update ${qualified} as twin set "named_twice" = true from (${others}) as found where found.nth > 1 and found."id" = twin."id"`]
        : []),
      `create unique index "${index}" on ${qualified} ((${key}) collate "C") where "named_twice" is not true`,
    ];
  });
}

function isUniqueText({ unique, type }: RowFieldMeta): boolean {
  return unique === true && type === 'text';
}

/** The order in which the first page of every list is read; the index before it had the database's collation. */
function sortStatements(schema: string, docType: StoredDocType, indexes: ReadonlySet<string>): string[] {
  const { declaration, table, scalars } = docType;
  const descending = declaration.defaultSort.startsWith('-');
  const column = declaration.defaultSort.replace(/^-/, '');
  const [name, before] = [indexName(table, column, 'order'), indexName(table, column, 'sort')];
  if (indexes.has(name) || !(column === 'id' || scalars.some((field) => field.name === column))) return [];
  const direction = descending ? ' desc' : '';
  const first = column === 'id' ? [] : [`"${sortColumn(docType, column)}"${descending ? ' desc nulls last' : ''}`];
  const order = [...first, `"${sortColumn(docType, 'id')}"${direction}`, `"id" collate "C"${direction}`].join(', ');
  return [
    ...(indexes.has(before) ? [`drop index "${schema}"."${before}"`] : []),
    `create index "${name}" on "${schema}"."${table}" (${order})`,
  ];
}

function createIndex(schema: string, table: string, column: string, kind: 'unique' | 'idx'): string {
  return `create ${kind === 'unique' ? 'unique ' : ''}index "${indexName(table, column, kind)}" on "${schema}"."${table}" ("${column}")`;
}
