import { formatDate, formatMoney, formatQuantity, useDocumentHrefs, usePagedReport, useSearchState } from '@business-m/documents';
import { LinkFilter, PeriodFilter, ReportPage } from '@business-m/documents/report';
import type { StockLedgerRow } from '@business-m/metadata/reports';
import { Badge, DataGrid, EmptyState, type GridColumn, Text, XStack } from '@business-m/ui';

/** As finely as the unit of the row's item is counted. */
const quantity = (value: string, { uom_decimals }: StockLedgerRow) => formatQuantity(value, { digits: uom_decimals });

const columns: GridColumn<StockLedgerRow>[] = [
  { id: 'posting_date', header: 'Date', width: 124, whole: true, stack: 'lead', render: (row) => formatDate(row.posting_date) },
  { id: 'voucher', header: 'Voucher', width: 170, whole: true, stack: 'aside', render: (row) => <Voucher row={row} /> },
  { id: 'item', header: 'Item', priority: 2, grow: true, stack: 'text', render: (row) => row.item_name },
  { id: 'warehouse', header: 'Warehouse', width: 130, priority: 3, render: (row) => row.warehouse },
  { id: 'qty_change', header: 'Change', align: 'end', width: 100, stack: 'tail', render: (row) => quantity(row.qty_change, row) },
  { id: 'qty_after', header: 'Quantity', align: 'end', width: 100, stack: 'tail', render: (row) => quantity(row.qty_after, row) },
  { id: 'uom', header: 'Unit', width: 72, priority: 3, render: (row) => <Text tone="muted">{row.uom}</Text> },
  { id: 'rate', header: 'Rate', align: 'end', width: 110, priority: 3, render: (row) => formatMoney(row.rate, { scale: 4 }) },
  { id: 'value_change', header: 'Value change', align: 'end', width: 130, priority: 2, render: (row) => formatMoney(row.value_change) },
  { id: 'value_after', header: 'Value', align: 'end', width: 120, stack: 'figure', render: (row) => formatMoney(row.value_after) },
];

function Voucher({ row }: { row: StockLedgerRow }) {
  if (!row.is_reversal) return row.voucher_id;
  return (
    <XStack gap="$2" alignItems="center">
      <Text>{row.voucher_id}</Text>
      <Badge tone="warning">Reversal</Badge>
    </XStack>
  );
}

/** Every movement with what it left behind; each row leads to its voucher. */
export default function StockLedgerReport() {
  const state = useSearchState();
  const report = usePagedReport('/api/wms/reports/stock-ledger', { search: state.search });
  const rows = report.data?.pages.flatMap((page) => page.rows) ?? [];
  const hrefOf = useDocumentHrefs(rows.map((row) => row.voucher_doctype));
  return (
    <ReportPage
      title="Stock ledger"
      state={state}
      filters={
        <>
          <LinkFilter state={state} name="item" label="Item" to="item" />
          <LinkFilter state={state} name="warehouse" label="Warehouse" to="warehouse" />
          <PeriodFilter state={state} shown={report.data?.pages[0]} />
        </>
      }
      report={report}
      csv={{
        name: 'stock-ledger',
        columns: [
          'posting_date',
          'voucher_doctype',
          'voucher_id',
          'item',
          'item_name',
          'warehouse',
          'uom',
          'qty_change',
          'qty_after',
          'rate',
          'value_change',
          'value_after',
        ],
        rows,
      }}
      period={report.data?.pages[0]}
      narrowed={{ Item: state.get('item'), Warehouse: state.get('warehouse') }}
      pages={report}
    >
      <DataGrid
        label="Stock ledger"
        dense
        columns={columns}
        rows={rows}
        rowKey={(row) => row.entry}
        rowHref={(row) => hrefOf(row.voucher_doctype, row.voucher_id) ?? undefined}
        loading={report.isPending || report.isPlaceholderData}
        empty={<EmptyState icon="list" title="No movements in this period" />}
      />
    </ReportPage>
  );
}
