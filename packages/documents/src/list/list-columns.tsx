import type { DocTypeMeta, Document, FieldMeta } from '@business-m/metadata';
import { Badge, type GridColumn, type GridSort, Text } from '@business-m/ui';
import { StatusBadge } from '../form/status-badge.tsx';
import { Clipped } from '../format/clipped.tsx';
import { formatField, isNumeric } from '../format/format-field.ts';

/** A column of a remote's own in a list. */
export type ListColumn = GridColumn<Document>;

/** The fields a list shows, in their order. */
export function listFields(meta: DocTypeMeta): FieldMeta[] {
  return meta.fields
    .filter((field) => field.list !== undefined && field.type !== 'table')
    .toSorted((a, b) => (a.list?.column ?? 0) - (b.list?.column ?? 0));
}

const widths: Partial<Record<FieldMeta['type'], number>> = { date: 130, datetime: 170, bool: 96, money: 140, decimal: 120, int: 96 };

/** The columns of a DocType's list: its id unless a field says the same, its listed fields, its status. */
export function listColumns(meta: DocTypeMeta): ListColumn[] {
  const fields = listFields(meta);
  const columns = fields.map(
    (field, index): ListColumn => ({
      id: field.name,
      header: field.label,
      align: isNumeric(field) ? 'end' : 'start',
      sortable: true,
      priority: index < 2 ? 1 : index < 5 ? 2 : 3,
      ...(widths[field.type] === undefined ? {} : { width: widths[field.type] }),
      render: (doc) => <ListCell field={field} value={doc[field.name]} />,
    }),
  );
  const named = meta.naming.by === 'field' ? meta.naming.field : null;
  if (!fields.some((field) => field.name === named)) {
    columns.unshift({
      id: 'id',
      header: 'No.',
      sortable: true,
      width: 124,
      render: (doc) => <span style={{ whiteSpace: 'nowrap' }}>{doc.id}</span>,
    });
  }
  if (meta.submittable) {
    columns.push({ id: 'status', header: 'Status', sortable: true, width: 116, render: (doc) => <StatusBadge status={doc.status} /> });
  }
  return columns;
}

function ListCell({ field, value }: { field: FieldMeta; value: unknown }) {
  // "No" in every other row is noise: a flag shows where it is set.
  if (field.type === 'bool') return value === true ? <Badge>{field.label}</Badge> : null;
  const text = formatField(field, value);
  if (text === '') return <Text tone="muted">–</Text>;
  return field.type === 'text' || field.type === 'longtext' ? <Clipped text={text} /> : text;
}

/** `-posting_date` ↔ what the grid calls it. */
export function parseSort(sort: string): GridSort | null {
  if (sort === '') return null;
  return sort.startsWith('-') ? { column: sort.slice(1), direction: 'desc' } : { column: sort, direction: 'asc' };
}

export function spellSort({ column, direction }: GridSort): string {
  return direction === 'desc' ? `-${column}` : column;
}
