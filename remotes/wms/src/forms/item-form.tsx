import { formatMoney, formatQuantity, moneyLabel, useReport } from '@business-m/documents';
import { DocTypeForm } from '@business-m/documents/form';
import { Card, DataGrid, Section, Text, View } from '@business-m/ui';

export function ItemForm({ id, basePath }: { id: string | undefined; basePath: string }) {
  return (
    <DocTypeForm
      doctype="item"
      id={id}
      basePath={basePath}
      panel={(form) => form.doc && form.doc.is_stock_item === true && <ItemStock item={form.doc.id} />}
    />
  );
}

/** What there is of one item, warehouse by warehouse; each row leads to its movements. */
function ItemStock({ item }: { item: string }) {
  const report = useReport('/api/wms/reports/stock-balance', { search: `?item=${encodeURIComponent(item)}` });
  const rows = report.data?.rows ?? [];
  return (
    <Section title="In stock">
      <Card padding="none">
        <DataGrid
          label="In stock"
          dense
          skeletonRows={2}
          columns={[
            { id: 'warehouse', header: 'Warehouse', render: (row) => row.warehouse_name },
            {
              id: 'qty',
              header: rows[0]?.uom || 'Quantity',
              align: 'end',
              width: 84,
              render: (row) => formatQuantity(row.qty, { digits: row.uom_decimals }),
            },
            { id: 'value', header: moneyLabel('Value'), align: 'end', width: 104, render: (row) => formatMoney(row.value) },
          ]}
          rows={rows}
          rowKey={(row) => row.warehouse}
          rowHref={({ warehouse }) => `/wms/stock-ledger?${new URLSearchParams({ item, warehouse })}`}
          loading={report.isPending}
          footer={rows.length > 1 ? { warehouse: 'Total', value: formatMoney(report.data?.total_value) } : undefined}
          empty={
            <View padding="$4">
              <Text tone="muted">{report.error ? report.error.message : 'None in any warehouse.'}</Text>
            </View>
          }
        />
      </Card>
    </Section>
  );
}
