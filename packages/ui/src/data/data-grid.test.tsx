// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { Button } from '../actions/button.tsx';
import { draw } from '../testing/draw.tsx';
import { DeskUi } from '../theme/desk-ui.tsx';
import { DataGrid } from './data-grid.tsx';
import type { DataGridProps, GridColumn } from './grid-column.ts';

interface Row {
  id: string;
  total: string;
}

const rows: Row[] = [
  { id: 'A', total: '1.00' },
  { id: 'B', total: '2.00' },
  { id: 'C', total: '3.00' },
];
const columns: GridColumn<Row>[] = [
  { id: 'id', header: 'Entry', sortable: true, render: (row) => row.id },
  { id: 'total', header: 'Total', align: 'end', render: (row) => row.total },
];

function grid(props: Partial<DataGridProps<Row>> = {}) {
  return <DataGrid label="Entries" columns={columns} rows={rows} rowKey={(row) => row.id} {...props} />;
}

test('a sortable header is a button that asks for the other order and says the present one', async () => {
  const onSort = vi.fn();
  const { user, rerender } = draw(grid({ onSort, sort: null }));
  expect(screen.getByRole('columnheader', { name: 'Entry' }).getAttribute('aria-sort')).toBe('none');
  await user.click(screen.getByRole('button', { name: 'Entry' }));
  expect(onSort).toHaveBeenLastCalledWith({ column: 'id', direction: 'asc' });
  rerender(grid({ onSort, sort: { column: 'id', direction: 'asc' } }));
  expect(screen.getByRole('columnheader', { name: 'Entry' }).getAttribute('aria-sort')).toBe('ascending');
  await user.click(screen.getByRole('button', { name: 'Entry' }));
  expect(onSort).toHaveBeenLastCalledWith({ column: 'id', direction: 'desc' });
  expect(screen.getByRole('columnheader', { name: 'Total' }).hasAttribute('aria-sort')).toBe(false);
});

test('rows are one tab stop: arrows move, Enter opens', async () => {
  const onOpen = vi.fn();
  const { user } = draw(
    <>
      {grid({ onOpen })}
      <Button>After</Button>
    </>,
  );
  await user.tab();
  expect(document.activeElement?.textContent).toBe('A');
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
  expect(document.activeElement?.textContent).toBe('C');
  await user.keyboard('{Home}{ArrowDown}{Enter}');
  expect(onOpen).toHaveBeenCalledExactlyOnceWith(rows[1]);
  await user.tab();
  expect(document.activeElement?.textContent).toBe('After');
  await user.tab({ shift: true });
  expect(document.activeElement?.textContent).toBe('B');
});

test("the first cell is a link drawn by the desk's router, and a press beside it follows it", async () => {
  const followed = vi.fn();
  const { user } = draw(
    <DeskUi
      theme="light"
      link={({ href, children, ...rest }) => (
        <a
          {...rest}
          href={href}
          onClick={(event) => {
            event.preventDefault();
            followed(href, event.ctrlKey);
          }}
        >
          {children}
        </a>
      )}
    >
      {grid({ rowHref: (row) => `/entries/${row.id}` })}
    </DeskUi>,
  );
  expect(screen.getByRole('link', { name: 'B' }).getAttribute('href')).toBe('/entries/B');
  await user.click(screen.getByRole('cell', { name: '2.00' }));
  expect(followed).toHaveBeenLastCalledWith('/entries/B', false);
  await user.keyboard('{Control>}');
  await user.click(screen.getByRole('cell', { name: '3.00' }));
  expect(followed).toHaveBeenLastCalledWith('/entries/C', true);
});

test('something of its own in a row is not the row', async () => {
  const onOpen = vi.fn();
  const own = vi.fn();
  const withButton = [...columns, { id: 'act', header: '', render: () => <Button onPress={own}>Own</Button> }];
  const { user } = draw(grid({ onOpen, columns: withButton, rows: rows.slice(0, 1) }));
  await user.click(screen.getByRole('button', { name: 'Own' }));
  expect(own).toHaveBeenCalledOnce();
  expect(onOpen).not.toHaveBeenCalled();
});

test('waits with rows of its own, keeps old rows while it loads again, and says when there is nothing', () => {
  const { rerender } = draw(grid({ rows: [], loading: true, skeletonRows: 3, empty: 'Nothing yet' }));
  const table = screen.getByRole('table', { name: 'Entries' });
  expect(table.getAttribute('aria-busy')).toBe('true');
  expect(within(table).getAllByRole('row')).toHaveLength(1 + 3);
  expect(screen.queryByText('Nothing yet')).toBeNull();
  rerender(grid({ loading: true }));
  expect(within(table).getByRole('cell', { name: 'A' })).toBeDefined();
  rerender(grid({ rows: [], empty: 'Nothing yet' }));
  screen.getByRole('cell', { name: 'Nothing yet' });
});

test('totals stand under their columns', () => {
  draw(grid({ footer: { id: 'Total', total: '6.00' } }));
  const last = screen.getAllByRole('row').at(-1);
  expect(
    last &&
      within(last)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
  ).toEqual(['Total', '6.00']);
});

test('columns say where they stand when a row is two lines; a figure at its end keeps its header as a label', () => {
  const stacked: GridColumn<Row>[] = [
    { id: 'id', header: 'Entry', stack: 'lead', render: (row) => row.id },
    { id: 'total', header: 'Total', align: 'end', stack: 'tail', render: (row) => row.total },
  ];
  const { rerender } = draw(grid({ columns: stacked }));
  expect(screen.getByRole('cell', { name: '2.00' }).dataset.label).toBe('Total');
  expect(screen.getByRole('table').parentElement?.classList.contains('is-stacked')).toBe(true);
  rerender(grid());
  expect(screen.getByRole('table').parentElement?.classList.contains('is-stacked')).toBe(false);
});
