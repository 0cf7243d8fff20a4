import {
  FigureRow,
  FrontPage,
  formatCount,
  formatDate,
  formatMoney,
  LatestDocuments,
  subtractDecimals,
  useDocumentList,
  useReport,
} from '@business-m/documents';
import type { TrialBalance } from '@business-m/metadata/reports';
import { companyOfBooks } from '@business-m/sdk';
import { rootBalance } from '../chart/chart-rows.ts';

const shortcuts = [
  { to: '/finance/journal-entries/new', label: 'New journal entry', icon: 'plus' },
  { to: '/finance/accounts', label: 'Chart of accounts', icon: 'tree' },
  { to: '/finance/trial-balance', label: 'Trial balance', icon: 'scale' },
  { to: '/finance/general-ledger', label: 'General ledger', icon: 'list' },
] as const;

const resultOf = (data: TrialBalance) => subtractDecimals(rootBalance(data, 'income', 'period'), rootBalance(data, 'expense', 'period'));

/** Finance at a glance: what there is, what is owed, what was earned this year, and what waits. */
export default function Home() {
  const report = useReport('/api/finance/reports/trial-balance');
  const drafts = useDocumentList('journal-entry', '?status=draft&limit=1');
  const recent = useDocumentList('journal-entry', '?limit=8');
  const waiting = drafts.data?.pages[0]?.total;
  const figure = (of: (data: TrialBalance) => string) => (report.data ? formatMoney(of(report.data)) : undefined);
  const { currency } = companyOfBooks();
  const [since, asOf] = report.data ? [`Since ${formatDate(report.data.from)}`, `At ${formatDate(report.data.to)}`] : [' ', ' '];
  return (
    <FrontPage title="Finance" shortcuts={shortcuts} reads={[report, drafts, recent]}>
      <FigureRow
        figures={[
          { label: 'Assets', value: figure((data) => rootBalance(data, 'asset')), unit: currency, hint: asOf, to: '/finance/accounts' },
          {
            label: 'Liabilities',
            value: figure((data) => rootBalance(data, 'liability')),
            unit: currency,
            hint: asOf,
            to: '/finance/accounts',
          },
          { label: 'Result', value: figure(resultOf), unit: currency, hint: since, to: '/finance/trial-balance' },
          {
            label: 'Drafts waiting',
            value: waiting === undefined ? undefined : formatCount(waiting),
            hint: waiting === 0 ? 'Everything is submitted' : 'Journal entries',
            to: '/finance/journal-entries?status=draft',
          },
        ]}
      />
      <LatestDocuments
        title="Latest journal entries"
        list={recent}
        basePath="/finance/journal-entries"
        amount={{ field: 'total_debit', header: 'Total' }}
        empty={{ icon: 'book-open', title: 'Nothing booked yet' }}
      />
    </FrontPage>
  );
}
