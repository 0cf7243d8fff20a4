import { formatMoney, formatQuantity, usePagedReport, useSearchState } from '@business-m/documents';
import { LinkFilter, ReportPage } from '@business-m/documents/report';
import type { StockBalanceRow } from '@business-m/metadata/reports';
import { DataGrid, EmptyState, type GridColumn, Text } from '@business-m/ui';

const columns: GridColumn<StockBalanceRow>[] = [
  { id: 'item', header: 'Item', width: 150, stack: 'lead', render: (row) => row.item },
  { id: 'item_name', header: 'Name', grow: true, stack: 'aside', render: (row) => row.item_name },
  { id: 'warehouse', header: 'Warehouse', priority: 2, width: 200, stack: 'text', render: (row) => row.warehouse_name },
  {
    id: 'qty',
    header: 'Quantity',
    align: 'end',
    width: 120,
    stack: 'tail',
    render: (row) => formatQuantity(row.qty, { digits: row.uom_decimals }),
  },
  { id: 'uom', header: 'Unit', width: 80, priority: 2, render: (row) => <Text tone="muted">{row.uom}</Text> },
  { id: 'rate', header: 'Rate', align: 'end', width: 120, priority: 3, render: (row) => formatMoney(row.rate, { scale: 4 }) },
  { id: 'value', header: 'Value', align: 'end', width: 140, stack: 'figure', render: (row) => formatMoney(row.value) },
];

/** What there is, where, and what it is worth; each row leads to its movements. */
export default function StockBalanceReport() {
  const state = useSearchState();
  const report = usePagedReport('/api/wms/reports/stock-balance', { search: state.search });
  const rows = report.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = report.data?.pages[0]?.total_value;
  return (
    <ReportPage
      title="Stock balance"
      state={state}
      filters={
        <>
          <LinkFilter state={state} name="item" label="Item" to="item" />
          <LinkFilter state={state} name="warehouse" label="Warehouse" to="warehouse" />
        </>
      }
      report={report}
      csv={{ name: 'stock-balance', columns: ['item', 'item_name', 'warehouse', 'warehouse_name', 'qty', 'uom', 'rate', 'value'], rows }}
      narrowed={{ Item: state.get('item'), Warehouse: state.get('warehouse') }}
      pages={report}
    >
      <DataGrid
        label="Stock balance"
        dense
        columns={columns}
        rows={rows}
        rowKey={(row) => `${row.item} ${row.warehouse}`}
        rowHref={({ item, warehouse }) => `/wms/stock-ledger?${new URLSearchParams({ item, warehouse })}`}
        loading={report.isPending || report.isPlaceholderData}
        footer={total === undefined || rows.length === 0 ? undefined : { item: 'Total', value: formatMoney(total) }}
        empty={<EmptyState icon="boxes" title="Nothing in stock" detail="Receive goods with a stock entry." />}
      />
    </ReportPage>
  );
}
