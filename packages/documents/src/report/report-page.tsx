import type { Problem } from '@business-m/metadata';
import { Button, Card, EmptyState, IconButton, Page, PageHeader, Toolbar, YStack } from '@business-m/ui';
import type { ComponentProps, ReactNode } from 'react';
import { type Read, useLoadTrouble } from '../api/trouble.ts';
import { downloadCsv } from '../format/csv.ts';
import { LoadProblem } from '../page/load-problem.tsx';
import { LoadMore } from '../page/page-parts.tsx';
import { RefusedQuery } from '../page/refused-query.tsx';
import type { SearchState } from '../page/use-search-state.ts';

export interface ReportPageProps {
  title: string;
  subtitle?: ReactNode;
  filters: ReactNode;
  state: SearchState;
  report: Read & { refusal: Problem | null };
  csv: { name: string; columns: readonly string[]; rows: readonly object[] };
  pages?: ComponentProps<typeof LoadMore>['pages'];
  children: ReactNode;
}

/** Its field says what is wrong. */
const isOfPeriod = ({ field }: Problem) => field === 'from' || field === 'to';

/** Filters, CSV export, faults and further pages around a report's table. */
export function ReportPage({ title, subtitle, filters, state, report, csv, pages, children }: ReportPageProps) {
  const trouble = useLoadTrouble(report);
  const { refusal } = report;
  if (trouble && !refusal) return <LoadProblem trouble={trouble} />;
  return (
    <Page>
      <PageHeader title={title} subtitle={subtitle} />
      <YStack gap="$3">
        <Toolbar
          end={
            <IconButton
              icon="download"
              label="Download as CSV what is shown"
              disabled={csv.rows.length === 0}
              onPress={() => downloadCsv(csv.name, csv.columns, csv.rows)}
            />
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
      </YStack>
    </Page>
  );
}
