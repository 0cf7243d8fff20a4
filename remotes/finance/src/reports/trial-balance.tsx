import { formatMoney, isZero, useReport, useSearchState } from '@business-m/documents';
import { PeriodFilter, ReportPage } from '@business-m/documents/report';
import type { TrialBalanceRow } from '@business-m/metadata/reports';
import { Checkbox, DataGrid, EmptyState, type GridColumn, View } from '@business-m/ui';
import { useState } from 'react';

const sides = [
  ['opening_debit', 'Opening debit', 3],
  ['opening_credit', 'Opening credit', 3],
  ['debit', 'Debit', 2],
  ['credit', 'Credit', 2],
  ['closing_debit', 'Closing debit', 1],
  ['closing_credit', 'Closing credit', 1],
] as const;

const columns: GridColumn<TrialBalanceRow>[] = [
  { id: 'account', header: 'Account', grow: true, stack: 'lead', render: (row) => <AccountName row={row} /> },
  ...sides.map(
    ([id, header, priority]): GridColumn<TrialBalanceRow> => ({
      id,
      header,
      align: 'end',
      width: 116,
      priority,
      stack: 'tail',
      // A zero is no figure: what is there stands out.
      render: (row) => (isZero(row[id]) ? '' : formatMoney(row[id])),
    }),
  ),
];

function AccountName({ row }: { row: TrialBalanceRow }) {
  return (
    <span title={row.account_name}>
      <span className="desk-figures" style={{ color: 'var(--muted)', fontWeight: 400 }}>
        {row.account}
      </span>{' '}
      {row.account_name}
    </span>
  );
}

/** The trial balance of a period, as a tree; each row leads to its ledger in that period. */
export default function TrialBalanceReport() {
  const state = useSearchState();
  const report = useReport('/api/finance/reports/trial-balance', { search: state.search });
  const [all, setAll] = useState(false);
  const rows = (report.data?.rows ?? []).filter((row) => all || sides.some(([side]) => !isZero(row[side])));
  return (
    <ReportPage
      title="Trial balance"
      state={state}
      filters={
        <>
          <PeriodFilter state={state} shown={report.data} />
          <View height={28} justifyContent="center" paddingLeft="$2">
            <Checkbox value={all} onChange={setAll}>
              Accounts without figures
            </Checkbox>
          </View>
        </>
      }
      report={report}
      csv={{
        name: `trial-balance-${report.data?.from}-${report.data?.to}`,
        columns: ['account', 'account_name', 'root_type', 'depth', ...sides.map(([side]) => side)],
        rows,
      }}
      period={report.data}
    >
      <DataGrid
        label="Trial balance"
        dense
        columns={columns}
        rows={rows}
        rowKey={(row) => row.account}
        rowDepth={(row) => row.depth}
        rowTone={(row) => (row.is_group ? 'strong' : 'default')}
        rowHref={(row) => ledgerOf(row, report.data)}
        loading={report.isPending || report.isPlaceholderData}
        footer={
          report.data
            ? { account: 'Total', ...Object.fromEntries(sides.map(([side]) => [side, formatMoney(report.data.totals[side])])) }
            : undefined
        }
        empty={<EmptyState icon="scale" title="Nothing was posted in this period" />}
      />
    </ReportPage>
  );
}

function ledgerOf(row: TrialBalanceRow, period: { from: string; to: string } | undefined): string {
  const params = new URLSearchParams({ account: row.account, ...(period ? { from: period.from, to: period.to } : {}) });
  return `/finance/general-ledger?${params}`;
}
