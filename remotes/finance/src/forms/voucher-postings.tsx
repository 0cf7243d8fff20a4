import { formatDate, formatMoney, isZero, useReport } from '@business-m/documents';
import type { Document } from '@business-m/metadata';
import type { VoucherPosting } from '@business-m/metadata/reports';
import { Badge, DataGrid, type GridColumn, Section, Text, XStack } from '@business-m/ui';

const amount = (value: string) => (isZero(value) ? '' : formatMoney(value));

const columns: GridColumn<VoucherPosting>[] = [
  { id: 'posting_date', header: 'Date', width: 124, stack: 'lead', render: (row) => formatDate(row.posting_date) },
  {
    id: 'account',
    header: 'Account',
    grow: true,
    stack: 'text',
    render: (row) => (
      <XStack gap="$2" alignItems="center">
        <span className="desk-clip" title={row.account_name}>
          {row.account} · {row.account_name}
        </span>
        {row.is_reversal && <Badge tone="warning">Reversal</Badge>}
      </XStack>
    ),
  },
  { id: 'debit', header: 'Debit', align: 'end', width: 124, stack: 'figure', render: (row) => amount(row.debit) },
  { id: 'credit', header: 'Credit', align: 'end', width: 124, stack: 'tail', render: (row) => amount(row.credit) },
];

/** What a voucher has in the general ledger; each row leads to its account there, around the day of the posting. */
export function VoucherPostings({ doctype, doc }: { doctype: string; doc: Document }) {
  const search = `?${new URLSearchParams({ doctype, id: doc.id })}`;
  const report = useReport('/api/finance/reports/voucher-postings', { search, enabled: doc.status !== 'draft' });
  if (doc.status === 'draft') return null;
  if (report.isError) return <Text tone="muted">The postings of {doc.id} cannot be shown at the moment.</Text>;
  return (
    <Section title="Postings">
      <DataGrid
        label="Postings"
        dense
        columns={columns}
        rows={report.data?.rows ?? []}
        rowKey={(row) => row.entry}
        rowHref={({ account, posting_date }) =>
          `/finance/general-ledger?${new URLSearchParams({ account, from: posting_date, to: posting_date })}`
        }
        loading={report.isPending}
      />
    </Section>
  );
}
