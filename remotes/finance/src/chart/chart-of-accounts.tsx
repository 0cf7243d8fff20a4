import {
  formatMoney,
  isZero,
  LoadProblem,
  moneyLabel,
  NewButton,
  SearchBox,
  useLoadTrouble,
  useMeta,
  useReport,
  useSearchState,
} from '@business-m/documents';
import type { TrialBalanceRow } from '@business-m/metadata/reports';
import { Link, useNavigate } from '@business-m/sdk';
import {
  Badge,
  Button,
  Card,
  DataGrid,
  EmptyState,
  type GridColumn,
  IconButton,
  Page,
  PageHeader,
  Text,
  TextInput,
  Toolbar,
  View,
  XStack,
  YStack,
} from '@business-m/ui';
import { useState } from 'react';
import { matchingRows, naturalBalance, openRows } from './chart-rows.ts';

const basePath = '/finance/accounts';
const rootTypes = { asset: 'Asset', liability: 'Liability', equity: 'Equity', income: 'Income', expense: 'Expense' };

/** The chart of accounts: a tree with today's balances. */
export default function ChartOfAccounts() {
  const report = useReport('/api/finance/reports/trial-balance');
  const meta = useMeta('account');
  const navigate = useNavigate();
  const state = useSearchState();
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const text = state.get('q');

  const trouble = useLoadTrouble(report);
  if (trouble) return <LoadProblem trouble={trouble} />;
  const all = report.data?.rows ?? [];
  const rows = text === '' ? openRows(all, closed) : matchingRows(all, text);
  const groups = all.filter((row) => row.is_group).map((row) => row.account);
  const toggle = (account: string) =>
    setClosed((before) => (before.has(account) ? new Set([...before].filter((id) => id !== account)) : new Set([...before, account])));
  const create = <NewButton can={meta.data?.can} onPress={() => navigate(`${basePath}/new`)} />;

  const columns: GridColumn<TrialBalanceRow>[] = [
    {
      id: 'account',
      header: 'Account',
      render: (row) => (
        <XStack gap="$1" alignItems="center">
          {row.is_group ? (
            <IconButton
              icon={closed.has(row.account) && text === '' ? 'chevron-right' : 'chevron-down'}
              size="small"
              label={`${closed.has(row.account) ? 'Open' : 'Close'} ${row.account_name}`}
              onPress={() => toggle(row.account)}
            />
          ) : (
            <View width={28} />
          )}
          <Text tone="muted" numeric>
            {row.account}
          </Text>
          <View marginLeft="$2" flexShrink={1} minWidth={0}>
            <Link to={`${basePath}/${encodeURIComponent(row.account)}`}>
              <Text weight={row.is_group ? 'strong' : 'regular'}>{row.account_name}</Text>
            </Link>
          </View>
        </XStack>
      ),
    },
    {
      id: 'root_type',
      header: 'Type',
      width: 120,
      priority: 2,
      render: (row) => row.depth === 0 && <Badge>{rootTypes[row.root_type]}</Badge>,
    },
    { id: 'balance', header: moneyLabel('Balance'), align: 'end', width: 160, render: (row) => <BalanceCell row={row} /> },
    {
      id: 'ledger',
      header: '',
      width: 44,
      priority: 2,
      render: (row) => (
        <IconButton
          icon="list"
          size="small"
          label={`General ledger of ${row.account_name}`}
          onPress={() => navigate(`/finance/general-ledger?account=${encodeURIComponent(row.account)}`)}
        />
      ),
    },
  ];

  return (
    <Page>
      <PageHeader title="Chart of accounts" actions={create} />
      <YStack gap="$3">
        <Toolbar
          end={
            <>
              <Button size="small" variant="quiet" icon="chevron-right" onPress={() => setClosed(new Set(groups))}>
                Close all
              </Button>
              <Button size="small" variant="quiet" icon="chevron-down" onPress={() => setClosed(new Set())}>
                Open all
              </Button>
            </>
          }
        >
          <SearchBox>
            <TextInput
              type="search"
              size="small"
              aria-label="Search accounts"
              placeholder="Search"
              value={text}
              onChange={(q) => state.set({ q })}
            />
          </SearchBox>
        </Toolbar>
        <Card padding="none">
          <DataGrid
            label="Chart of accounts"
            dense
            columns={columns}
            rows={rows}
            rowKey={(row) => row.account}
            rowDepth={(row) => row.depth}
            rowTone={(row) => (row.is_group ? 'strong' : 'default')}
            loading={report.isPending}
            empty={
              text === '' ? (
                <EmptyState
                  icon="tree"
                  title="No accounts yet"
                  detail="Start with the five roots: assets, liabilities, equity, income and expenses."
                  action={create}
                />
              ) : (
                <EmptyState icon="search" title="Nothing matches" action={<Button onPress={state.clear}>Show all</Button>} />
              )
            }
          />
        </Card>
      </YStack>
    </Page>
  );
}

function BalanceCell({ row }: { row: TrialBalanceRow }) {
  const balance = naturalBalance(row);
  return isZero(balance) ? <Text tone="muted">–</Text> : formatMoney(balance);
}
