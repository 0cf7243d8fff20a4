import { formatDate, formatMoney, isZero, moneyLabel, useReport } from '@business-m/documents';
import type { Document } from '@business-m/metadata';
import type { VoucherPosting } from '@business-m/metadata/reports';
import { useCanOpen } from '@business-m/sdk';
import { Badge, Card, DataGrid, type GridColumn, Section, Text, View, XStack } from '@business-m/ui';

const amount = (value: string) => (isZero(value) ? '' : formatMoney(value));

const columnsNow = (): GridColumn<VoucherPosting>[] => [
  { id: 'posting_date', header: 'Date', width: 124, whole: true, stack: 'lead', render: (row) => formatDate(row.posting_date) },
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
  { id: 'debit', header: moneyLabel('Debit'), align: 'end', width: 124, stack: 'figure', render: (row) => amount(row.debit) },
  { id: 'credit', header: moneyLabel('Credit'), align: 'end', width: 124, stack: 'tail', render: (row) => amount(row.credit) },
];

const ledger = '/finance/general-ledger';

/**
 * What a voucher has in the general ledger, for whoever may read that; each row leads to its account there, on the day of the posting. Bundled by the
 * remotes that draw vouchers: `@business-m/documents/postings`.
 */
export function VoucherPostings({ doctype, doc }: { doctype: string; doc: Document }) {
  const search = `?${new URLSearchParams({ doctype, id: doc.id })}`;
  const isShown = useCanOpen()(ledger) && doc.status !== 'draft';
  const report = useReport('/api/finance/reports/voucher-postings', { search, enabled: isShown });
  if (!isShown) return null;
  if (report.isError) return <Text tone="muted">The postings of {doc.id} cannot be shown at the moment.</Text>;
  return (
    <Section title="Postings">
      <Card padding="none">
        <DataGrid
          label="Postings"
          dense
          columns={columnsNow()}
          rows={report.data?.rows ?? []}
          rowKey={(row) => row.entry}
          rowHref={({ account, posting_date }) => `${ledger}?${new URLSearchParams({ account, from: posting_date, to: posting_date })}`}
          loading={report.isPending}
          skeletonRows={2}
          empty={
            <View padding="$4">
              <Text tone="muted">Nothing in the ledger yet.</Text>
            </View>
          }
        />
      </Card>
    </Section>
  );
}
