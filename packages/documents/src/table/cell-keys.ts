import type { KeyboardEvent } from 'react';

export interface CellPlace {
  row: number;
  /** Counted over the columns that can be typed into; `delete` is the button at the row's end. */
  column: number | 'delete';
}

export type CellMove = { to: CellPlace } | { add: true } | { remove: number };

/** Where in the grid an event came from. Cells carry `data-row` and `data-column`. */
export function placeOf(target: EventTarget): CellPlace | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('td[data-row]') : null;
  if (!cell) return null;
  const { row, column } = cell.dataset;
  return { row: Number(row), column: column === 'delete' ? column : Number(column) };
}

/** The row whose button to delete it an event came from. */
export function deletedRow(target: EventTarget): number | null {
  const place = target instanceof Element && target.closest('button') ? placeOf(target) : null;
  return place?.column === 'delete' ? place.row : null;
}

/**
 * Enter goes on to the next cell and, at the end of the last row, asks for a new one; Shift+Enter goes back; the arrows go up
 * and down where the control has no use for them; Alt+Delete drops the row. Tab is left to the browser.
 */
export function moveFor(event: KeyboardEvent, place: CellPlace, size: { rows: number; columns: number }): CellMove | null {
  const { row, column } = place;
  if (event.key === 'Delete' && event.altKey) return { remove: row };
  // Enter presses the button.
  if (column === 'delete') return null;
  if (event.key === 'Enter' && isUndecided(event.target)) return null;
  if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const index = row * size.columns + column + (event.shiftKey ? -1 : 1);
    if (index < 0) return null;
    if (index >= size.rows * size.columns) return { add: true };
    return { to: { row: Math.floor(index / size.columns), column: index % size.columns } };
  }
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || event.altKey || !isPlainInput(event.target)) return null;
  const next = row + step;
  return next < 0 || next >= size.rows ? null : { to: { row: next, column } };
}

/** A picker in which text was typed that matches nothing: moving on would drop it without a word. */
function isUndecided(target: EventTarget): boolean {
  return (
    target instanceof HTMLInputElement &&
    target.getAttribute('aria-expanded') === 'true' &&
    target.value !== '' &&
    !target.hasAttribute('aria-activedescendant')
  );
}

function isPlainInput(target: EventTarget): boolean {
  return target instanceof HTMLInputElement && target.getAttribute('role') !== 'combobox';
}

/** Puts the cursor into a cell's control, its text selected, so that typing replaces it. False when the cell has none yet. */
export function focusCell(table: HTMLElement, place: CellPlace): boolean {
  const cell = table.querySelector(`td[data-row="${place.row}"][data-column="${place.column}"]`);
  const control = cell?.querySelector<HTMLElement>('input, select, textarea, button');
  if (!control) return cell === null;
  control.focus();
  if (control instanceof HTMLInputElement && control.type !== 'checkbox' && control.type !== 'date') control.select();
  return true;
}
