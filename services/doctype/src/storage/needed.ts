import { createHash } from 'node:crypto';
import type { Condition, RowFieldMeta } from '@business-m/metadata';
import type { ChildTable, StoredDocType } from './doctype-storage.ts';

/** What guards required values in the database: `check table.name`, `trigger table.name`. */
export type ExistingGuards = ReadonlySet<string>;
type Kind = 'check' | 'trigger';

/** Begins the name of each guard; a hash of what it demands ends it, so that a changed demand has another name. */
export const GUARD_PREFIX = 'needed_';
const POSTGRES_NAME_MAX_BYTES = 63;

/**
 * A submittable document may be incomplete while it is a draft: its columns take null. From submit on the database demands what the declaration does:
 * a check on each column, and for child tables, whose rows do not know their document's status, a trigger on either side.
 */
export function guardStatements(schema: string, docType: StoredDocType, existing: ExistingGuards): string[] {
  if (!docType.declaration.submittable) return [];
  return [...columnGuards(schema, docType, existing), ...docType.children.flatMap((child) => rowGuards(schema, docType, child, existing))];
}

function columnGuards(schema: string, { table, scalars }: StoredDocType, existing: ExistingGuards): string[] {
  const known = new Set(scalars.map(({ name }) => name));
  const on = (name: string) => (known.has(name) ? quoted(name) : null);
  const wanted = scalars.flatMap((field) => {
    const demand = demandOf(field, on, quoted(field.name));
    return demand === null ? [] : [{ name: guardName(field.name, demand), definition: `check ("status" = 'draft' or ${demand})` }];
  });
  const target = `"${schema}"."${table}"`;
  return [
    ...outdated(
      'check',
      table,
      existing,
      wanted.map(({ name }) => name),
    ).map((name) => `alter table ${target} drop constraint "${name}"`),
    ...wanted
      .filter(({ name }) => !existing.has(`check ${table}.${name}`))
      .map(({ name, definition }) => `alter table ${target} add constraint "${name}" ${definition}`),
  ];
}

function rowGuards(schema: string, docType: StoredDocType, child: ChildTable, existing: ExistingGuards): string[] {
  const { table } = docType;
  const own = new Set(child.columns.map(({ name }) => name));
  const around = new Set(docType.scalars.map(({ name }) => name));
  const on = (name: string) => (own.has(name) ? `r.${quoted(name)}` : around.has(name) ? `d.${quoted(name)}` : null);
  const demands = child.columns.flatMap((field) => demandOf(field, on, `r.${quoted(field.name)}`) ?? []);
  const inDocument = (name: string) => (around.has(name) ? `d.${quoted(name)}` : null);
  const visible = child.field.visibleWhen ? conditionSql(child.field.visibleWhen, inDocument) : 'true';
  const least = child.field.minRows ?? (child.field.required ? 1 : 0);
  const lacking = demands.length === 0 ? 'false' : `not (${demands.join(' and ')})`;
  const few =
    visible === null || least === 0
      ? 'false'
      : `${visible} and (select count(*) from "${schema}"."${child.table}" r where r.parent = d.id) < ${least}`;
  const name = guardName(child.field.name, `${lacking} ${few}`);
  const isIdle = demands.length === 0 && few === 'false';
  const [parentTable, childTable] = [`"${schema}"."${table}"`, `"${schema}"."${child.table}"`];
  const refuse = (what: string) =>
    `raise exception '${child.table} lacks what a submitted document needs' using errcode = 'check_violation', table = '${what}'`;
  const functionOf = (side: string) => `"${schema}"."${child.table}_${side}"`;
  const current = isIdle ? [] : [name, `${name}_u`];
  const drop = [
    ...outdated('trigger', table, existing, current, child.field.name).map((old) => `drop trigger "${old}" on ${parentTable}`),
    ...outdated('trigger', child.table, existing, current).map((old) => `drop trigger "${old}" on ${childTable}`),
  ];
  if (isIdle || existing.has(`trigger ${table}.${name}`)) return drop;
  return [
    ...drop,
    `create or replace function ${functionOf('whole')}() returns trigger language plpgsql as $$
      begin
        if exists (select 1 from ${parentTable} d where d.id = new.id and (${few} or exists (select 1 from ${childTable} r where r.parent = d.id and ${lacking})))
        then ${refuse(table)}; end if;
        return null;
      end $$`,
    `create or replace function ${functionOf('rows')}() returns trigger language plpgsql as $$
      begin
        if exists (select 1 from fresh r join ${parentTable} d on d.id = r.parent where d.status <> 'draft' and ${lacking})
        then ${refuse(child.table)}; end if;
        return null;
      end $$`,
    `create trigger "${name}" after update of status on ${parentTable} for each row when (old.status = 'draft' and new.status <> 'draft')
      execute function ${functionOf('whole')}()`,
    `create trigger "${name}" after insert on ${childTable} referencing new table as fresh for each statement execute function ${functionOf('rows')}()`,
    `create trigger "${name}_u" after update on ${childTable} referencing new table as fresh for each statement execute function ${functionOf('rows')}()`,
  ];
}

/** What a field's column must hold in a document that is no draft; null: nothing, or nothing that SQL could say. */
function demandOf(field: RowFieldMeta, on: (name: string) => string | null, column: string): string | null {
  if (field.readOnly || field.type === 'bool' || field.type === 'table') return null;
  const needed = field.required ? 'true' : field.requiredWhen ? conditionSql(field.requiredWhen, on) : null;
  const visible = field.visibleWhen ? conditionSql(field.visibleWhen, on) : 'true';
  if (needed === null || visible === null) return null;
  const unless = [visible, needed].filter((condition) => condition !== 'true');
  return unless.length === 0 ? `${column} is not null` : `(not (${unless.join(' and ')}) or ${column} is not null)`;
}

/** Never null, as `holds` of the metadata is; null where it reads a child table. */
function conditionSql(condition: Condition, on: (name: string) => string | null): string | null {
  const each = (parts: readonly Condition[], word: string, none: string) => {
    const all = parts.map((part) => conditionSql(part, on));
    return all.includes(null) ? null : all.length === 0 ? none : `(${all.join(` ${word} `)})`;
  };
  const equals = (name: string, value: unknown) => {
    const column = on(name);
    return column && `(${column} is not distinct from ${literal(value)})`;
  };
  if ('eq' in condition) return equals(...condition.eq);
  if ('ne' in condition) return negated(equals(...condition.ne));
  if ('in' in condition) {
    const [name, values] = condition.in;
    return on(name) && (values.length === 0 ? 'false' : `(${values.map((value) => equals(name, value)).join(' or ')})`);
  }
  if ('present' in condition) {
    const column = on(condition.present);
    return column && `(${column} is not null)`;
  }
  if ('not' in condition) return negated(conditionSql(condition.not, on));
  return 'and' in condition ? each(condition.and, 'and', 'true') : each(condition.or, 'or', 'false');
}

const negated = (sql: string | null) => sql && `(not ${sql})`;
const quoted = (name: string) => `"${name}"`;
const literal = (value: unknown) => (typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value));

const baseOf = (field: string) => `${GUARD_PREFIX}${field}`.slice(0, POSTGRES_NAME_MAX_BYTES - 11);

function guardName(field: string, demand: string): string {
  return `${baseOf(field)}_${createHash('sha256').update(demand).digest('hex').slice(0, 8)}`;
}

/** Guards of another demand; with `field`, only those that were made for it. */
function outdated(kind: Kind, table: string, existing: ExistingGuards, wanted: readonly string[], field?: string): string[] {
  const start = `${kind} ${table}.`;
  return [...existing]
    .filter((guard) => guard.startsWith(start))
    .map((guard) => guard.slice(start.length))
    .filter((name) => !wanted.includes(name) && (field === undefined || name.replace(/_[0-9a-f]{8}$/, '') === baseOf(field)));
}
