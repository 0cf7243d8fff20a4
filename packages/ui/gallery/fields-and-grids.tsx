import { type ReactNode, useState } from 'react';
import {
  Badge,
  Card,
  Checkbox,
  Combobox,
  DataGrid,
  DateInput,
  EmptyState,
  Field,
  type GridColumn,
  NumberInput,
  Section,
  SelectInput,
  Tabs,
  TextArea,
  TextInput,
  Toolbar,
  View,
} from '../src/index.ts';

const accounts = [
  { id: 'Assets', depth: 0, debit: '148,220.10', status: 'Open' },
  { id: 'Cash', depth: 1, debit: '12,400.00', status: 'Open' },
  { id: 'Bank, main account of the workshop in the harbour', depth: 1, debit: '84,010.10', status: 'Frozen' },
  { id: 'Income', depth: 0, debit: '0.00', status: 'Open' },
];
type Account = (typeof accounts)[number];

const options = accounts.map(({ id }, index) => ({ value: id, label: id, hint: String(1000 + index * 10) }));
const columns: GridColumn<Account>[] = [
  { id: 'id', header: 'Account', sortable: true, grow: true, stack: 'lead', render: ({ id }) => id },
  {
    id: 'status',
    header: 'Status',
    width: 120,
    stack: 'mark',
    render: ({ status }) => <Badge tone={status === 'Open' ? 'success' : 'danger'}>{status}</Badge>,
  },
  { id: 'debit', header: 'Debit', align: 'end', width: 140, sortable: true, stack: 'figure', render: ({ debit }) => debit },
];

/** Gives what is drawn a text of its own to change. */
function Typed({
  start = '',
  children,
}: {
  start?: string;
  children(control: { value: string; onChange(value: string): void }): ReactNode;
}) {
  const [value, onChange] = useState(start);
  return children({ value, onChange });
}

export function Fields() {
  const [on, setOn] = useState(true);
  return (
    <Section title="Fields">
      <Card>
        <View style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))', gap: 16, alignItems: 'start' }}>
          <Typed start="Harbour Supply Ltd">
            {(control) => (
              <Field label="Customer" required help="As it stands on invoices.">
                {(aria) => <TextInput {...aria} {...control} />}
              </Field>
            )}
          </Typed>
          <Typed start="1250.50">
            {(control) => (
              <Field label="Amount" error="The entry is out of balance by 20.00.">
                {(aria) => <NumberInput {...aria} {...control} />}
              </Field>
            )}
          </Typed>
          <Typed>{(control) => <Field label="Due date">{(aria) => <DateInput {...aria} {...control} today="2026-11-30" />}</Field>}</Typed>
          <Typed start="Cash">
            {(control) => <Field label="Account">{(aria) => <Combobox {...aria} {...control} options={options} />}</Field>}
          </Typed>
          <Typed>
            {(control) => (
              <Field label="Kind">{(aria) => <SelectInput {...aria} {...control} placeholder="Any" options={options} />}</Field>
            )}
          </Typed>
          <Typed start="Disabled">{(control) => <TextInput aria-label="Disabled" disabled {...control} />}</Typed>
          <Typed start="Several lines">{(control) => <TextArea aria-label="Remark" {...control} />}</Typed>
          <Typed start="12.5">{(control) => <NumberInput aria-label="As in a cell" bare {...control} />}</Typed>
          <Checkbox value={on} onChange={setOn}>
            Is a group
          </Checkbox>
        </View>
      </Card>
    </Section>
  );
}

export function Grids() {
  const grid = { columns, rowKey: ({ id }: Account) => id, rowDepth: ({ depth }: Account) => depth };
  return (
    <Section title="Grids" detail="A tree with totals, dense, waiting, and empty">
      <Typed start="all">
        {(control) => (
          <Tabs
            label="Which accounts"
            {...control}
            tabs={[
              { value: 'all', label: 'All', count: 214 },
              { value: 'frozen', label: 'Frozen' },
            ]}
          />
        )}
      </Typed>
      <Toolbar end="4 of 214">
        <Typed>{(control) => <TextInput type="search" icon="search" aria-label="Search" placeholder="Search" {...control} />}</Typed>
      </Toolbar>
      <DataGrid
        {...grid}
        label="Accounts"
        rows={accounts}
        rowHref={({ id }) => `#${id}`}
        rowTone={({ depth }) => (depth === 0 ? 'strong' : 'default')}
        sort={{ column: 'id', direction: 'desc' }}
        onSort={() => undefined}
        footer={{ id: 'Total', debit: '148,220.10' }}
      />
      <DataGrid {...grid} label="Dense" dense rows={accounts} />
      <DataGrid {...grid} label="Waiting" rows={[]} loading skeletonRows={3} />
      <DataGrid
        {...grid}
        label="Nothing"
        rows={[]}
        empty={<EmptyState icon="receipt" title="No accounts yet" detail="Add the first one." />}
      />
    </Section>
  );
}
