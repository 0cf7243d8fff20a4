import { useState } from 'react';
import {
  Badge,
  Button,
  Combobox,
  DataGrid,
  EmptyState,
  Field,
  type GridColumn,
  type GridSort,
  Icon,
  Section,
  SelectInput,
  Tabs,
  Text,
  TextInput,
  Toolbar,
} from '../src/index.ts';

interface Entry {
  id: string;
  date: string;
  remark: string;
  status: 'Draft' | 'Submitted' | 'Cancelled';
  debit: string;
}

const entries: Entry[] = [
  { id: 'JE-2026-00031', date: '18 Nov 2026', remark: 'Rent for November, workshop', status: 'Draft', debit: '2,400.00' },
  { id: 'JE-2026-00030', date: '17 Nov 2026', remark: 'Invoice 1043, Harbour Supply', status: 'Submitted', debit: '18,204.50' },
  { id: 'JE-2026-00029', date: '17 Nov 2026', remark: 'Bank charges', status: 'Submitted', debit: '11.90' },
  {
    id: 'JE-2026-00028',
    date: '14 Nov 2026',
    remark: 'Goods received, steel rod 12 mm, from Northern Metals and Fasteners',
    status: 'Submitted',
    debit: '7,310.00',
  },
  { id: 'JE-2026-00027', date: '13 Nov 2026', remark: 'Correction of JE-2026-00021', status: 'Cancelled', debit: '940.25' },
  { id: 'JE-2026-00026', date: '12 Nov 2026', remark: 'Salaries', status: 'Submitted', debit: '31,118.00' },
];
const tone = { Draft: 'neutral', Submitted: 'success', Cancelled: 'danger' } as const;
const columns: GridColumn<Entry>[] = [
  { id: 'id', header: 'Entry', sortable: true, render: (row) => row.id },
  { id: 'date', header: 'Posting date', sortable: true, render: (row) => row.date },
  { id: 'remark', header: 'Remark', priority: 2, render: (row) => row.remark },
  { id: 'status', header: 'Status', priority: 2, render: (row) => <Badge tone={tone[row.status]}>{row.status}</Badge> },
  { id: 'debit', header: 'Amount', align: 'end', sortable: true, render: (row) => row.debit },
];

const accounts = [
  { id: 'Assets', depth: 0, debit: '148,220.10', credit: '' },
  { id: 'Current assets', depth: 1, debit: '96,410.10', credit: '' },
  { id: 'Cash', depth: 2, debit: '12,400.00', credit: '' },
  { id: 'Bank', depth: 2, debit: '84,010.10', credit: '' },
  { id: 'Fixed assets', depth: 1, debit: '51,810.00', credit: '' },
  { id: 'Income', depth: 0, debit: '', credit: '148,220.10' },
];

export function Grids() {
  const [sort, setSort] = useState<GridSort>({ column: 'date', direction: 'desc' });
  const [tab, setTab] = useState('all');
  const [status, setStatus] = useState('');
  const [search, setSearch] = useState('');
  const [account, setAccount] = useState('');
  return (
    <>
      <Tabs
        label="Which entries"
        value={tab}
        onChange={setTab}
        tabs={[
          { value: 'all', label: 'All', count: 214 },
          { value: 'draft', label: 'Drafts', count: 3 },
          { value: 'cancelled', label: 'Cancelled' },
        ]}
      />
      <Toolbar
        end={
          <Text tone="muted" numeric>
            6 of 214
          </Text>
        }
      >
        <Field label="Search" hideLabel>
          {(aria) => <TextInput {...aria} type="search" icon="search" placeholder="Search entries" value={search} onChange={setSearch} />}
        </Field>
        <Field label="Status" hideLabel>
          {(aria) => (
            <SelectInput
              {...aria}
              value={status}
              onChange={setStatus}
              placeholder="Any status"
              options={['Draft', 'Submitted', 'Cancelled']}
            />
          )}
        </Field>
        <Field label="Account" hideLabel>
          {(aria) => (
            <Combobox
              {...aria}
              value={account}
              onChange={setAccount}
              placeholder="Any account"
              options={accounts.map(({ id }, index) => ({ value: id, label: id, hint: String(1000 + index * 10) }))}
            />
          )}
        </Field>
      </Toolbar>
      <DataGrid
        label="Journal entries"
        columns={columns}
        rows={entries}
        rowKey={(row) => row.id}
        rowHref={(row) => `#${row.id}`}
        sort={sort}
        onSort={setSort}
      />
      <Section
        title="Report"
        detail="Dense rows, a tree, totals"
        actions={
          <Button size="small" icon="download">
            Export
          </Button>
        }
      >
        <DataGrid
          dense
          label="Trial balance"
          columns={[
            { id: 'id', header: 'Account', render: (row) => row.id },
            { id: 'debit', header: 'Debit', align: 'end', width: 140, render: (row) => row.debit },
            { id: 'credit', header: 'Credit', align: 'end', width: 140, render: (row) => row.credit },
          ]}
          rows={accounts}
          rowKey={(row) => row.id}
          rowDepth={(row) => row.depth}
          rowTone={(row) => (row.depth === 0 ? 'strong' : 'default')}
          onOpen={() => undefined}
          footer={{ id: 'Total', debit: '148,220.10', credit: '148,220.10' }}
        />
      </Section>
      <Section title="Waiting and empty">
        <DataGrid label="Waiting" columns={columns} rows={[]} rowKey={(row) => row.id} loading skeletonRows={3} />
        <DataGrid
          label="Nothing"
          columns={columns}
          rows={[]}
          rowKey={(row) => row.id}
          empty={
            <EmptyState
              icon="receipt"
              title="No journal entries yet"
              detail="Post the first one, or change the filters."
              action={
                <Button variant="primary" icon="plus">
                  New entry
                </Button>
              }
            />
          }
        />
        <Text tone="muted" size="small">
          <Icon name="no-such-icon" /> an unknown icon
        </Text>
      </Section>
    </>
  );
}
