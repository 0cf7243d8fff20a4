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
  /** Takes the room the other columns leave, and is cut where there is none. One column of a grid. */
  grow?: boolean;
  /** Stays on one line on paper: a day, the number of a document. */
  whole?: boolean;
  /**
   * Where the cell stands at phone width, when a row is two lines instead of columns. Above: `lead`, an `aside` to it, a `mark`, and
   * the `figure` at the end. Below, quieter: a `note`, running `text`, and at the end a `tail` with its header in front.
   * As soon as one column says so, those that do not are left out there.
   */
  stack?: 'lead' | 'aside' | 'mark' | 'figure' | 'note' | 'text' | 'tail';
  render(row: Row): ReactNode;
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
  /** Called on a press or Enter on a row without `rowHref`. */
  onOpen?(row: Row): void;
  /** Makes the first cell a true link; a press elsewhere in the row follows it too. */
  rowHref?(row: Row): string | undefined;
  /** Lower rows, for reports. */
  dense?: boolean;
  /** How many skeleton rows. Default 8. */
  skeletonRows?: number;
  /** Indents the first cell: the row's depth in a tree, from 0. */
  rowDepth?(row: Row): number;
  /** A row that heads or sums a group is drawn strong. */
  rowTone?(row: Row): 'default' | 'strong' | 'muted';
}

export function columnClass({
  align,
  priority = 1,
  grow,
  whole,
  stack,
}: Pick<GridColumn<unknown>, 'align' | 'priority' | 'grow' | 'whole' | 'stack'>): string | undefined {
  const classes = [
    align === 'end' && 'is-end',
    priority > 1 && `is-priority-${priority}`,
    grow && 'is-grow',
    whole && 'is-whole',
    stack && `is-${stack}`,
  ];
  return classes.filter(Boolean).join(' ') || undefined;
}
