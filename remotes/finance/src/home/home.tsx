import {
  FigureCard,
  FigureRow,
  formatCount,
  formatDate,
  formatMoney,
  LoadProblem,
  problemOf,
  Shortcuts,
  StatusBadge,
  subtractDecimals,
  useDocumentList,
  useReport,
} from '@business-m/documents';
import type { TrialBalance } from '@business-m/metadata/reports';
import { Card, DataGrid, EmptyState, Page, PageHeader, Section, YStack } from '@business-m/ui';
import { rootBalance } from './root-balance.ts';

const shortcuts = [
  { to: '/finance/journal-entries/new', label: 'New journal entry', icon: 'plus' },
  { to: '/finance/accounts', label: 'Chart of accounts', icon: 'tree' },
  { to: '/finance/trial-balance', label: 'Trial balance', icon: 'scale' },
  { to: '/finance/general-ledger', label: 'General ledger', icon: 'list' },
] as const;

/** Finance at a glance: what there is, what is owed, what was earned this year, and what waits. */
export default function Home() {
  const report = useReport<TrialBalance>('/api/finance/reports/trial-balance');
  const drafts = useDocumentList('journal-entry', '?status=draft&limit=1');
  const recent = useDocumentList('journal-entry', '?limit=8');
  const failed = report.error ?? drafts.error ?? recent.error;
  if (failed) {
    const retry = () => void Promise.all([report.refetch(), drafts.refetch(), recent.refetch()]);
    return <LoadProblem problem={problemOf(failed)} onRetry={retry} />;
  }
  const waiting = drafts.data?.pages[0]?.total;
  const figure = (of: (data: TrialBalance) => string) => (report.data ? formatMoney(of(report.data)) : undefined);
  const asOf = report.data ? `At ${formatDate(report.data.to)}` : ' ';
  return (
    <Page>
      <PageHeader title="Finance" actions={<Shortcuts items={shortcuts} />} />
      <YStack gap="$5">
        <FigureRow>
          <FigureCard label="Assets" value={figure((data) => rootBalance(data, 'asset'))} hint={asOf} to="/finance/accounts" />
          <FigureCard label="Liabilities" value={figure((data) => rootBalance(data, 'liability'))} hint={asOf} to="/finance/accounts" />
          <FigureCard
            label="Result"
            value={figure((data) => subtractDecimals(rootBalance(data, 'income', 'period'), rootBalance(data, 'expense', 'period')))}
            hint={report.data ? `Since ${formatDate(report.data.from)}` : ' '}
            to="/finance/trial-balance"
          />
          <FigureCard
            label="Drafts waiting"
            value={waiting === undefined ? undefined : formatCount(waiting)}
            hint={waiting === 0 ? 'Everything is submitted' : 'Journal entries'}
            to="/finance/journal-entries?status=draft"
          />
        </FigureRow>
        <Section title="Latest journal entries">
          <Card padding="none">
            <DataGrid
              label="Latest journal entries"
              skeletonRows={8}
              columns={[
                { id: 'id', header: 'No.', width: 120, stack: 'lead', render: (doc) => doc.id },
                { id: 'posting_date', header: 'Date', width: 124, stack: 'note', render: (doc) => formatDate(String(doc.posting_date)) },
                { id: 'remark', header: 'Remark', priority: 2, grow: true, stack: 'text', render: (doc) => String(doc.remark ?? '') },
                {
                  id: 'total',
                  header: 'Total',
                  align: 'end',
                  width: 130,
                  stack: 'figure',
                  render: (doc) => formatMoney(String(doc.total_debit ?? '')),
                },
                {
                  id: 'status',
                  header: 'Status',
                  width: 110,
                  priority: 2,
                  stack: 'mark',
                  render: (doc) => <StatusBadge status={doc.status} />,
                },
              ]}
              rows={recent.data?.pages[0]?.items ?? []}
              rowKey={(doc) => doc.id}
              rowHref={(doc) => `/finance/journal-entries/${encodeURIComponent(doc.id)}`}
              loading={recent.isPending}
              empty={<EmptyState icon="book-open" title="Nothing booked yet" />}
            />
          </Card>
        </Section>
      </YStack>
    </Page>
  );
}
