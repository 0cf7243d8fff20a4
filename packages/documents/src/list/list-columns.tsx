import type { DocTypeMeta, Document, FieldMeta } from '@business-m/metadata';
import { type GridColumn, type GridSort, Icon, Text } from '@business-m/ui';
import { StatusBadge } from '../field/status-badge.tsx';
import { formatField, headingOf, isNumeric } from '../format/format-field.ts';

export type ListColumn = GridColumn<Document>;

export function listFields(meta: DocTypeMeta): FieldMeta[] {
  return meta.fields
    .filter((field) => field.list !== undefined && field.type !== 'table')
    .toSorted((a, b) => (a.list?.column ?? 0) - (b.list?.column ?? 0));
}

const widths: Partial<Record<FieldMeta['type'], number>> = { date: 130, datetime: 170, bool: 96, money: 140, decimal: 120, int: 96 };

/** The columns of a DocType's list: its id unless a field says the same, its listed fields, its status. */
export function listColumns(meta: DocTypeMeta): ListColumn[] {
  const fields = listFields(meta);
  const named = meta.naming.by === 'field' ? meta.naming.field : null;
  const byField = fields.some((field) => field.name === named);
  const stacks = stackOf(byField ? fields.slice(1) : fields);
  const grows = fields.findLast((field, index) => field.type === 'text' && (index > 0 || !byField))?.name;
  const columns = fields.map(
    (field, index): ListColumn => ({
      id: field.name,
      header: headingOf(field),
      align: isNumeric(field) ? 'end' : 'start',
      sortable: true,
      priority: index < 2 ? 1 : index < 5 ? 2 : 3,
      grow: field.name === grows,
      whole: field.type === 'date' || field.type === 'datetime',
      stack: index === 0 && byField ? 'lead' : stacks.get(field.name),
      ...(widths[field.type] === undefined ? {} : { width: widths[field.type] }),
      render: (doc) => <ListCell field={field} value={doc[field.name]} />,
    }),
  );
  if (!byField)
    columns.unshift({ id: 'id', header: 'No.', sortable: true, width: 124, whole: true, stack: 'lead', render: (doc) => doc.id });
  if (meta.submittable) {
    columns.push({
      id: 'status',
      header: 'Status',
      sortable: true,
      width: 116,
      stack: 'mark',
      render: (doc) => <StatusBadge status={doc.status} />,
    });
  }
  return columns;
}

/** Where the fields stand when a row is two lines: the last amount above, one text below with a day or a choice before it. */
function stackOf(fields: readonly FieldMeta[]): Map<string, ListColumn['stack']> {
  const stacks = new Map<string, ListColumn['stack']>();
  const take = (stack: ListColumn['stack'], field: FieldMeta | undefined) => field && stacks.set(field.name, stack);
  take('figure', fields.findLast((field) => field.type === 'money') ?? fields.findLast(isNumeric));
  take(
    'text',
    fields.findLast((field) => field.type === 'text'),
  );
  for (const field of fields.filter(({ type }) => type === 'date' || type === 'select').slice(0, 2)) take('note', field);
  take(
    'tail',
    fields.find((field) => field.type === 'link'),
  );
  for (const field of fields.filter(({ type }) => type === 'bool')) take('mark', field);
  return stacks;
}

function ListCell({ field, value }: { field: FieldMeta; value: unknown }) {
  // Only a set flag is shown.
  if (field.type === 'bool') return value === true ? <Flag label={field.label} /> : null;
  const text = formatField(field, value);
  if (text === '') return <Text tone="muted">–</Text>;
  return field.type === 'text' || field.type === 'longtext' ? <span title={text}>{text}</span> : text;
}

function Flag({ label }: { label: string }) {
  return (
    <span className="desk-flag">
      <Icon name="check" size={15} />
      <span>{label}</span>
    </span>
  );
}

/** `-posting_date` ↔ what the grid calls it. */
export function parseSort(sort: string): GridSort | null {
  if (sort === '') return null;
  return sort.startsWith('-') ? { column: sort.slice(1), direction: 'desc' } : { column: sort, direction: 'asc' };
}

export function spellSort({ column, direction }: GridSort): string {
  return direction === 'desc' ? `-${column}` : column;
}
