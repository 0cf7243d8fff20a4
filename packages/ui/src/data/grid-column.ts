import type { ReactNode } from 'react';

export interface GridColumn<Row> {
  id: string;
  header: string;
  /** `end` for numbers: right-aligned tabular figures. */
  align?: 'start' | 'end';
  /** Pixels, or any CSS length. */
  width?: number | string;
  sortable?: boolean;
  /** 1 always shows (default), 2 leaves at phone width, 3 leaves already on narrow screens. */
  priority?: 1 | 2 | 3;
  render(row: Row): ReactNode;
  /** Cell of the totals row. */
  footer?: ReactNode;
}

export interface GridSort {
  column: string;
  direction: 'asc' | 'desc';
}

export interface DataGridProps<Row> {
  /** Says what the table holds; its accessible name. */
  label?: string;
  columns: readonly GridColumn<Row>[];
  rows: readonly Row[];
  rowKey(row: Row): string;
  sort?: GridSort | null;
  /** Asks for another order; sorting itself is the owner's (the server's). */
  onSort?(sort: GridSort): void;
  /** With no rows yet: skeleton rows. With rows: they stay, dimmed, so nothing jumps. */
  loading?: boolean;
  /** Shown when there are no rows. */
  empty?: ReactNode;
  /** Totals: cells by column id. */
  footer?: Readonly<Record<string, ReactNode>>;
  onOpen?(row: Row): void;
  /** Makes the first cell a true link; clicking elsewhere in the row follows it too. */
  rowHref?(row: Row): string | undefined;
  /** 28 px rows in place of 36. */
  dense?: boolean;
  /** How many skeleton rows. Default 8. */
  skeletonRows?: number;
  /** Indents the first cell: the row's depth in a tree, from 0. */
  rowDepth?(row: Row): number;
  /** A row that heads or sums a group is drawn strong. */
  rowTone?(row: Row): 'default' | 'strong' | 'muted';
  /** Pixels after which the grid scrolls inside itself under its sticky header. */
  maxHeight?: number | string;
}
