import type { ReactNode } from 'react';

/** A column of a remote's own in a child table: it shows, it is not saved. */
export interface TableColumn {
  id: string;
  header: string;
  /** Its figures are amounts: the header says in which currency. */
  money?: boolean;
  align?: 'start' | 'end';
  width?: number;
  /** Fields of the document that `render` reads; all of them unless given, and then typing into any field draws every row. */
  reads?: readonly string[];
  render(row: Readonly<Record<string, unknown>>, values: Readonly<Record<string, unknown>>): ReactNode;
}

/** What a remote adds to one child table of a form. */
export interface TableOptions {
  /** Columns summed under the table, exactly. */
  totals?: readonly string[];
  columns?: readonly TableColumn[];
  /** Columns that say nothing as things stand: a rate nobody may give. */
  without?: readonly string[];
  /** Fields of which a row has one, such as debit and credit: typing into one empties the others. */
  oneOf?: readonly (readonly string[])[];
  /** Values a new row starts with, from what is there already: the difference to balance, say. */
  nextRow?(rows: readonly Readonly<Record<string, unknown>>[]): Record<string, unknown>;
}
