import { formatDate, formatMoney, isZero, useDocumentHrefs, usePagedReport, useSearchState } from '@business-m/documents';
import { LinkFilter, PeriodFilter, ReportPage } from '@business-m/documents/report';
import type { GeneralLedgerRow } from '@business-m/metadata/reports';
import { Badge, DataGrid, EmptyState, type GridColumn, Text, XStack } from '@business-m/ui';

/** The balance brought forward stands above the entries like one of them. */
type Row = GeneralLedgerRow | { entry: 'opening'; posting_date: string; balance: string };

const amount = (value: string) => (isZero(value) ? '' : formatMoney(value));

const side = { align: 'end', width: 112, priority: 2, stack: 'tail' } as const;

function columnsFor(several: boolean): GridColumn<Row>[] {
  const account: GridColumn<Row> = {
    id: 'account',
    header: 'Account',
    priority: 2,
    render: (row) => ('account' in row ? <Clipped text={`${row.account} · ${row.account_name}`} width={170} /> : ''),
  };
  return [
    { id: 'posting_date', header: 'Date', width: 124, whole: true, stack: 'lead', render: (row) => formatDate(row.posting_date) },
    {
      id: 'voucher',
      header: 'Voucher',
      width: 120,
      whole: true,
      stack: 'aside',
      render: (row) => ('voucher_id' in row ? row.voucher_id : <Text tone="muted">Opening</Text>),
    },
    ...(several ? [account] : []),
    { id: 'remark', header: 'Remark', priority: 2, grow: true, stack: 'text', render: (row) => <Remark row={row} /> },
    { ...side, id: 'debit', header: 'Debit', render: (row) => ('debit' in row ? amount(row.debit) : '') },
    { ...side, id: 'credit', header: 'Credit', render: (row) => ('credit' in row ? amount(row.credit) : '') },
    { id: 'balance', header: 'Balance', align: 'end', width: 124, stack: 'figure', render: (row) => formatMoney(row.balance) },
  ];
}

/** One line, cut where the other columns need the room; whole on hover. */
function Clipped({ text, width }: { text: string; width: number }) {
  return (
    <span title={text} className="desk-clip" style={{ display: 'block', maxWidth: `min(${width}px, 38vw)` }}>
      {text}
    </span>
  );
}

function Remark({ row }: { row: Row }) {
  if (!('remark' in row)) return null;
  return (
    <XStack gap="$2" alignItems="center">
      {row.is_reversal && <Badge tone="warning">Reversal</Badge>}
      <span className="desk-clip" title={row.remark ?? ''}>
        {row.remark}
      </span>
    </XStack>
  );
}

/** One account's postings with a running balance; each row leads to its voucher, whichever remote draws it. */
export default function GeneralLedgerReport() {
  const state = useSearchState();
  const account = state.get('account');
  const report = usePagedReport('/api/finance/reports/general-ledger', { search: state.search, enabled: account !== '' });
  const first = account === '' ? undefined : report.data?.pages[0];
  const entries = account === '' ? [] : (report.data?.pages.flatMap((page) => page.rows) ?? []);
  const hrefOf = useDocumentHrefs(entries.map((row) => row.voucher_doctype));
  const rows: Row[] = first ? [{ entry: 'opening', posting_date: first.from, balance: first.opening }, ...entries] : [];
  const several = entries.some((row) => row.account !== first?.account);
  return (
    <ReportPage
      title="General ledger"
      subtitle={first ? `${first.account} · ${first.account_name}` : undefined}
      state={state}
      filters={
        <>
          <LinkFilter state={state} name="account" label="Account" to="account" placeholder="Choose an account" />
          <PeriodFilter state={state} shown={first} />
        </>
      }
      report={report}
      csv={{
        name: `general-ledger-${account}`,
        columns: ['posting_date', 'voucher_doctype', 'voucher_id', 'account', 'account_name', 'remark', 'debit', 'credit', 'balance'],
        rows: entries,
      }}
      period={first}
      pages={report}
    >
      {account === '' ? (
        <EmptyState
          icon="list"
          title="Choose an account"
          detail="Its postings appear here, with a running balance. A group shows those of all accounts below it."
        />
      ) : (
        <DataGrid
          label="General ledger"
          dense
          columns={columnsFor(several)}
          rows={rows}
          rowKey={(row) => row.entry}
          rowHref={(row) => ('voucher_id' in row ? (hrefOf(row.voucher_doctype, row.voucher_id) ?? undefined) : undefined)}
          rowTone={(row) => (row.entry === 'opening' ? 'muted' : 'default')}
          loading={report.isPending || report.isPlaceholderData}
          footer={first ? { posting_date: formatDate(first.to), voucher: 'Closing', balance: formatMoney(first.closing) } : undefined}
        />
      )}
    </ReportPage>
  );
}
