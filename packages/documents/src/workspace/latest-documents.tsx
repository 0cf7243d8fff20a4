import type { Document } from '@business-m/metadata';
import { Card, DataGrid, EmptyState, type GridColumn, type IconName, Section } from '@business-m/ui';
import type { useDocumentList } from '../api/documents.ts';
import { StatusBadge } from '../field/status-badge.tsx';
import { formatDate } from '../format/format-date.ts';
import { formatMoney, moneyLabel } from '../format/format-number.ts';

export interface LatestDocumentsProps {
  title: string;
  list: ReturnType<typeof useDocumentList>;
  /** Desk path of the list: `/finance/journal-entries`. */
  basePath: string;
  amount: { field: string; header: string };
  /** A column after the date: what kind of document it is. */
  kind?: GridColumn<Document>;
  last?: GridColumn<Document>;
  empty: { icon: IconName; title: string };
}

/** The latest vouchers on a front page. */
export function LatestDocuments({ title, list, basePath, amount, kind, last, empty }: LatestDocumentsProps) {
  const columns: GridColumn<Document>[] = [
    { id: 'id', header: 'No.', width: 120, stack: 'lead', render: (doc) => doc.id },
    { id: 'posting_date', header: 'Date', width: 124, stack: 'note', render: (doc) => formatDate(String(doc.posting_date ?? '')) },
    ...(kind ? [kind] : []),
    { id: 'remark', header: 'Remark', priority: 2, grow: true, stack: 'text', render: (doc) => String(doc.remark ?? '') },
    {
      id: 'amount',
      header: moneyLabel(amount.header),
      align: 'end',
      width: 130,
      stack: 'figure',
      render: (doc) => formatMoney(String(doc[amount.field] ?? '')),
    },
    { id: 'status', header: 'Status', width: 110, priority: 2, stack: 'mark', render: (doc) => <StatusBadge status={doc.status} /> },
    ...(last ? [last] : []),
  ];
  return (
    <Section title={title}>
      <Card padding="none">
        <DataGrid
          label={title}
          skeletonRows={8}
          columns={columns}
          rows={list.data?.pages[0]?.items ?? []}
          rowKey={(doc) => doc.id}
          rowHref={(doc) => `${basePath}/${encodeURIComponent(doc.id)}`}
          loading={list.isPending}
          empty={<EmptyState {...empty} />}
        />
      </Card>
    </Section>
  );
}
