import type { Problem } from '@business-m/metadata';
import { companyOfBooks } from '@business-m/sdk';
import { Button, Card, EmptyState, IconButton, Page, PageHeader, Toolbar, YStack } from '@business-m/ui';
import type { ReactNode } from 'react';
import { type Read, useLoadTrouble } from '../api/trouble.ts';
import { downloadCsv } from '../format/csv.ts';
import { formatDate, formatDateTime } from '../format/format-date.ts';
import { LoadProblem } from '../page/load-problem.tsx';
import { LoadMore, type Pages } from '../page/page-parts.tsx';
import { RefusedQuery } from '../page/refused-query.tsx';
import type { SearchState } from '../page/use-search-state.ts';
import { usePrintReport } from './print-report.ts';

// Shared like `@business-m/documents`, and loaded only by screens that import it: `@business-m/documents/report`.
export { LinkFilter, PeriodFilter } from './report-filters.tsx';

export interface ReportPageProps {
  title: string;
  /** What the report is about, beside whose it is. */
  subtitle?: string | undefined;
  filters: ReactNode;
  state: SearchState;
  report: Read & { refusal: Problem | null };
  csv: { name: string; columns: readonly string[]; rows: readonly object[] };
  /** The days that the report covers, for the sheet: its filters are not printed. */
  period?: { from: string; to: string };
  /** What it is narrowed to, by label. */
  narrowed?: Readonly<Record<string, string>>;
  pages?: Pages;
  children: ReactNode;
}

/** Its field says what is wrong. */
const isOfPeriod = ({ field }: Problem) => field === 'from' || field === 'to';

/** Filters, print, CSV export, faults and further pages around a report's table. */
export function ReportPage({ title, subtitle, filters, state, report, csv, pages, children, ...sheet }: ReportPageProps) {
  const trouble = useLoadTrouble(report);
  const { busy, print } = usePrintReport(pages);
  const { refusal } = report;
  if (trouble && !refusal) return <LoadProblem trouble={trouble} />;
  const isEmpty = csv.rows.length === 0;
  return (
    <Page>
      <PageHeader title={title} subtitle={[subtitle, ...booksFacts()].filter(Boolean).join(' · ')} />
      <p className="desk-print">{sheetFacts(sheet).join(' · ')}</p>
      <YStack gap="$3">
        <Toolbar
          end={
            <>
              <IconButton icon="printer" label="Print all of it" disabled={isEmpty || busy} onPress={print} />
              <IconButton
                icon="download"
                label="Download as CSV what is shown"
                disabled={isEmpty}
                onPress={() => downloadCsv(csv.name, csv.columns, csv.rows, companyOfBooks().currency)}
              />
            </>
          }
        >
          {filters}
        </Toolbar>
        {refusal && !isOfPeriod(refusal) && <RefusedQuery problem={refusal} state={state} />}
        {refusal && report.data === undefined ? (
          <Card>
            <EmptyState
              icon="search"
              title="Nothing to show"
              detail="Correct what is marked above, or start anew."
              action={<Button onPress={state.clear}>Show all</Button>}
            />
          </Card>
        ) : (
          <Card padding="none">{children}</Card>
        )}
        {pages && !refusal && <LoadMore pages={pages} />}
        {pages?.hasNextPage && <strong className="desk-print">There are more rows than these {csv.rows.length}.</strong>}
      </YStack>
    </Page>
  );
}

/** Whose books, in which money. */
function booksFacts(): (string | null)[] {
  const { name, currency } = companyOfBooks();
  return [name, currency && `Amounts in ${currency}`];
}

/** What tells this sheet from another one of the same report. */
function sheetFacts({ period, narrowed = {} }: Pick<ReportPageProps, 'period' | 'narrowed'>): string[] {
  return [
    ...(period ? [`${formatDate(period.from)} to ${formatDate(period.to)}`] : []),
    ...Object.entries(narrowed).flatMap(([label, value]) => (value === '' ? [] : [`${label} ${value}`])),
    `Printed ${formatDateTime(new Date().toISOString())}`,
  ];
}
