import type { DocTypeMeta, Document } from '@business-m/metadata';
import { companyOfBooks, useDeskLocation, useNavigate } from '@business-m/sdk';
import { Button, Card, DataGrid, EmptyState, IconButton, Page, PageHeader, Text, Toolbar, XStack, YStack } from '@business-m/ui';
import { useState } from 'react';
import { useDocumentList, useMeta } from '../api/documents.ts';
import { problemOf, useLoadTrouble } from '../api/trouble.ts';
import { downloadCsv } from '../format/csv.ts';
import { formatCount } from '../format/format-number.ts';
import { LoadProblem } from '../page/load-problem.tsx';
import { LoadMore, NewButton, SearchBox } from '../page/page-parts.tsx';
import { RefusedQuery } from '../page/refused-query.tsx';
import { useSearchState } from '../page/use-search-state.ts';
import { type ListColumn, listColumns, listFields, parseSort, spellSort } from './list-columns.tsx';
import { filterFields, ListFilters, SearchText } from './list-filters.tsx';

export interface DocTypeListProps {
  /** URL form: `journal-entry`. */
  doctype: string;
  /** Desk path of this list: `/finance/journal-entries`; a row opens `<basePath>/<id>`, New opens `<basePath>/new`. */
  basePath: string;
  /** Turns the generic columns into those shown. */
  arrange?(columns: readonly ListColumn[]): readonly ListColumn[];
  /** For the empty list. */
  emptyDetail?: string;
  /** While it holds of a row, the list is asked for again. */
  pollWhile?(doc: Document): boolean;
}

/**
 * The list of any DocType, drawn from its metadata. The page's own query string is the API's: search, filters and order live
 * in the URL, and the first calls are `/api/meta/<doctype>` and `/api/resource/<doctype><search>`, at once.
 */
export function DocTypeList({ doctype, basePath, arrange, emptyDetail, pollWhile }: DocTypeListProps) {
  const state = useSearchState();
  const navigate = useNavigate();
  const { pathname } = useDeskLocation();
  const meta = useMeta(doctype);
  const list = useDocumentList(doctype, state.search, pollWhile ? { pollWhile } : {});
  const filters = meta.data ? filterFields(meta.data) : [];
  const active = filters.filter((field) => state.get(field.name) !== '');
  const [wanted, setWanted] = useState<boolean | null>(null);
  const open = wanted ?? active.length > 0;

  const trouble = useLoadTrouble(meta, list);
  if (trouble && !(list.refusal && meta.data)) return <LoadProblem trouble={trouble} />;

  const moreFailed = list.isFetchNextPageError ? list.error : list.isFetchingNextPage ? list.failureReason : null;

  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total ?? 0;
  const narrowed = state.get('q') !== '' || active.length > 0;
  const generic = meta.data ? listColumns(meta.data) : placeholderColumns;
  const columns = meta.data && arrange ? arrange(generic) : generic;
  const create = <NewButton can={meta.data?.can} onPress={() => navigate(`${basePath}/new`)} />;
  return (
    <Page>
      <PageHeader title={meta.data?.labelPlural ?? '…'} actions={create} />
      <YStack gap="$3">
        <Toolbar
          end={
            <>
              <Text tone="muted" size="small" numeric>
                {list.data === undefined || meta.isPending ? '' : counted(rows.length, total)}
              </Text>
              <IconButton
                icon="download"
                label="Download as CSV what is shown"
                disabled={rows.length === 0}
                onPress={() => meta.data && exportList(meta.data, rows)}
              />
            </>
          }
        >
          <SearchBox>
            <SearchText label={`Search ${meta.data?.labelPlural ?? ''}`} value={state.get('q')} onCommit={(q) => state.set({ q })} />
          </SearchBox>
          {filters.length > 0 && (
            <Button size="small" icon="filter" variant={open ? 'default' : 'quiet'} onPress={() => setWanted(!open)}>
              {active.length === 0 ? 'Filters' : `Filters · ${active.length}`}
            </Button>
          )}
        </Toolbar>
        {open && filters.length > 0 && <ListFilters fields={filters} state={state} />}
        {list.refusal && <RefusedQuery problem={list.refusal} state={state} />}
        {!(list.refusal && list.data === undefined) && (
          <Card padding="none">
            <DataGrid
              key={pathname}
              label={meta.data?.labelPlural ?? 'List'}
              columns={columns}
              rows={rows}
              rowKey={(doc) => doc.id}
              rowHref={(doc) => `${basePath}/${encodeURIComponent(doc.id)}`}
              sort={parseSort(state.get('sort') || (meta.data?.defaultSort ?? ''))}
              onSort={(sort) => state.set({ sort: spellSort(sort) === meta.data?.defaultSort ? '' : spellSort(sort) })}
              loading={list.isPending || meta.isPending || list.isPlaceholderData}
              empty={
                narrowed ? (
                  <EmptyState
                    icon="search"
                    title="Nothing matches"
                    detail="No document fits this search and these filters."
                    action={<Button onPress={state.clear}>Show all</Button>}
                  />
                ) : (
                  <EmptyState
                    icon="inbox"
                    title={`No ${meta.data?.labelPlural.toLowerCase() ?? 'documents'} yet`}
                    detail={emptyDetail}
                    action={create}
                  />
                )
              }
            />
          </Card>
        )}
        <LoadMore pages={list}>
          <Text tone="muted" size="small" numeric>
            {formatCount(total - rows.length)} more
          </Text>
        </LoadMore>
        {moreFailed && (
          <XStack justifyContent="center" role="alert">
            <Text tone="danger">{problemOf(moreFailed).detail}</Text>
          </XStack>
        )}
      </YStack>
    </Page>
  );
}

const placeholderColumns: ListColumn[] = ['', ' ', '  ', '   '].map((header, index) => ({ id: String(index), header, render: () => null }));

/** What is listed; with the currency where there are amounts. */
function exportList(meta: DocTypeMeta, rows: readonly Document[]): void {
  const fields = listFields(meta);
  const columns = ['id', ...(meta.submittable ? ['status'] : []), ...fields.map(({ name }) => name)];
  downloadCsv(meta.doctype, columns, rows, fields.some(({ type }) => type === 'money') ? companyOfBooks().currency : null);
}

function counted(shown: number, total: number): string {
  return shown < total ? `${formatCount(shown)} of ${formatCount(total)}` : formatCount(total);
}
