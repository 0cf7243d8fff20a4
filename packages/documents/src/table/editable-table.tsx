import type { FieldMeta, RowFieldMeta } from '@business-m/metadata';
import { companyToday } from '@business-m/sdk';
import { Button, Kbd, loadReaders, Text, XStack, YStack } from '@business-m/ui';
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type MouseEvent,
  memo,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { sumDecimals } from '../format/decimal.ts';
import { headingOf, isNumeric } from '../format/format-field.ts';
import { formatMoney, formatQuantity, moneyLabel } from '../format/format-number.ts';
import { fieldRules } from '../state/form-body.ts';
import type { FormAction, FormRow } from '../state/form-state.ts';
import { type CellPlace, deletedRow, focusCell, moveFor, placeOf } from './cell-keys.ts';
import { EditableRow, endClass } from './editable-row.tsx';
import { useLiveRows } from './live-rows.ts';
import { isBlock, parsePaste } from './paste.ts';
import { useRowHistory } from './row-history.ts';
import { useLatest, useValuesRead } from './steady.ts';
import type { TableColumn, TableOptions } from './table-options.ts';

export interface EditableTableProps {
  field: FieldMeta;
  rows: readonly FormRow[];
  /** The document's own values: conditions of the columns may speak of them. */
  values: Readonly<Record<string, unknown>>;
  editable: boolean;
  error?: string | undefined;
  options?: TableOptions | undefined;
  dispatch(action: FormAction): void;
}

const none: readonly TableColumn[] = [];
const plain: TableOptions = {};

/** A child table, entered from the keyboard alone: Enter goes on, adds a row at the end; a block from a spreadsheet pastes. */
export function EditableTable({ field, rows, values, editable, error, options = plain, dispatch }: EditableTableProps) {
  const box = useRef<HTMLDivElement>(null);
  const table = useRef<HTMLTableElement>(null);
  const wanted = useRef<CellPlace | null>(null);
  const [pinned, setPinned] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const errorId = useId();
  const trouble = refusal ?? error;
  const live = useLiveRows(box, rows, editable);
  const history = useRowHistory(rows, (before) => dispatch({ type: 'set-rows', table: field.name, rows: before }));
  const latest = useRef(history);
  latest.current = history;
  const edit = useCallback(
    (action: FormAction) => {
      if (action.type === 'typing') return dispatch(action);
      latest.current.record(action.type === 'set-cell' ? `${action.key} ${action.field}` : null);
      setRefusal(null);
      dispatch(action);
    },
    [dispatch],
  );
  // Memoised: another array would draw every row again.
  const columns = useMemo(() => (field.fields ?? []).filter((column) => !options.without?.includes(column.name)), [field, options.without]);
  const entered = columns.filter((column) => !column.readOnly);
  const extra = options.columns ?? none;
  const around = useValuesRead(values, columns, extra);

  useEffect(() => {
    if (wanted.current && table.current) goTo(wanted.current);
  });

  /** A cell far from what is in sight gets its input first. */
  const goTo = (place: CellPlace) => {
    const isThere = table.current !== null && focusCell(table.current, place);
    wanted.current = isThere ? null : place;
    if (!isThere) setPinned(rows[place.row]?.key ?? null);
  };

  // The first one at fault gets the cursor.
  const faulty = rows.find((row) => Object.keys(row.errors).length > 0)?.key;

  const addRow = useLatest(() => {
    wanted.current = { row: rows.length, column: 0 };
    const given = options.nextRow?.(rows.map((row) => row.values));
    edit({ type: 'insert-row', table: field.name, at: rows.length, ...(given ? { values: given } : {}) });
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (history.onKeyDown(event)) return;
    const place = placeOf(event.target);
    const move = place && moveFor(event, place, { rows: rows.length, columns: entered.length });
    if (!move || !table.current) return;
    event.preventDefault();
    if ('to' in move) goTo(move.to);
    else if ('add' in move) addRow();
    else {
      const key = rows[move.remove]?.key;
      wanted.current = { row: Math.max(0, Math.min(move.remove, rows.length - 2)), column: place.column };
      if (key !== undefined) edit({ type: 'remove-row', table: field.name, key });
    }
  };

  /** The delete button of the row that takes the place gets the focus. */
  const onDelete = ({ target }: MouseEvent) => {
    const deleted = deletedRow(target);
    if (deleted !== null) wanted.current = { row: Math.max(0, Math.min(deleted, rows.length - 2)), column: 'delete' };
  };

  const onPaste = (event: ClipboardEvent) => {
    const place = placeOf(event.target);
    if (!place || place.column === 'delete') return;
    const text = event.clipboardData.getData('text/plain');
    // A choice and a tick take no text by themselves; lines without a tab are one text to where a text has several.
    const { target } = event;
    const isText = target instanceof HTMLTextAreaElement ? !text.includes('\t') : !isBlock(text);
    const takesText = target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== 'checkbox');
    if (text === '' || (isText && takesText)) return;
    event.preventDefault();
    const { row, column } = place;
    void loadReaders().then((readers) => {
      const room = (field.maxRows ?? 500) - row;
      const pasted = parsePaste(text, { columns: entered.slice(column), room, oneOf: options.oneOf, today: companyToday(), readers });
      if ('rows' in pasted) edit({ type: 'paste', table: field.name, at: row, rows: pasted.rows });
      else setRefusal(pasted.trouble);
    });
  };

  return (
    <YStack gap="$2">
      <div ref={box} className="desk-lines">
        <table
          ref={table}
          aria-label={field.label}
          {...(trouble ? { 'aria-describedby': errorId } : {})}
          onKeyDown={editable ? onKeyDown : undefined}
          onClickCapture={editable ? onDelete : undefined}
          onPaste={editable ? onPaste : undefined}
          style={{ minWidth: minWidth(columns, extra, rows) }}
        >
          <colgroup>
            <col style={{ width: 44 }} />
            {columns.map((column) => (
              <col key={column.name} style={{ width: widthOf(column, rows) }} />
            ))}
            {extra.map((column) => (
              <col key={column.id} style={{ width: column.width ?? 120 }} />
            ))}
            {editable && <col style={{ width: 40 }} />}
          </colgroup>
          <thead>
            <tr>
              <HeaderCell label="#" />
              {columns.map((column) => (
                <HeaderCell
                  key={column.name}
                  label={headingOf(column)}
                  end={isNumeric(column)}
                  required={editable && fieldRules(column, values).required}
                />
              ))}
              {extra.map((column) => (
                <HeaderCell key={column.id} label={extraHeading(column)} end={column.align === 'end'} />
              ))}
              {editable && <td />}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <EditableRow
                key={row.key}
                table={field.name}
                row={row}
                index={index}
                columns={columns}
                extra={extra}
                values={around}
                editable={editable}
                live={live === null || live.has(row.key) || row.key === pinned || row.key === faulty}
                oneOf={options.oneOf}
                dispatch={edit}
              />
            ))}
          </tbody>
          {options.totals && <Totals columns={columns} names={options.totals} rows={rows} trailing={extra.length + (editable ? 1 : 0)} />}
        </table>
      </div>
      {trouble && (
        <div id={errorId} role="alert" style={{ paddingInline: 12 }}>
          <Text tone="danger" size="small">
            {trouble}
          </Text>
        </div>
      )}
      {editable && <AddRow onAdd={addRow} isFull={rows.length >= (field.maxRows ?? 500)} />}
    </YStack>
  );
}

/** Under the table; a keystroke in it changes nothing here. */
const AddRow = memo(function AddRow({ onAdd, isFull }: { onAdd(): void; isFull: boolean }) {
  return (
    <XStack gap="$3" alignItems="center" flexWrap="wrap" paddingHorizontal="$3">
      <Button size="small" icon="plus" onPress={onAdd} disabled={isFull}>
        Add row
      </Button>
      <span className="desk-lines-keys">
        <Text tone="muted" size="small">
          <Kbd>Enter</Kbd> next cell · <Kbd>Alt</Kbd> <Kbd>Del</Kbd> delete row · paste from a spreadsheet
        </Text>
      </span>
    </XStack>
  );
});

export const extraHeading = ({ header, money }: TableColumn) => (money ? moneyLabel(header) : header);

function HeaderCell({ label, end = false, required }: { label: string; end?: boolean; required?: boolean }) {
  return (
    <th scope="col" className={endClass(end)}>
      {label}
      {required ? ' *' : ''}
    </th>
  );
}

interface TotalsProps {
  columns: readonly RowFieldMeta[];
  names: readonly string[];
  rows: readonly FormRow[];
  trailing: number;
}

function Totals({ columns, names, rows, trailing }: TotalsProps) {
  return (
    <tfoot>
      <tr>
        <td />
        {columns.map((column) =>
          names.includes(column.name) ? (
            <td key={column.name} className="is-end" data-label={headingOf(column)}>
              {(column.type === 'money' ? formatMoney : formatQuantity)(sumDecimals(rows.map((row) => row.values[column.name])))}
            </td>
          ) : (
            <td key={column.name} />
          ),
        )}
        {trailing > 0 && <td colSpan={trailing} />}
      </tr>
    </tfoot>
  );
}

/** Of other types: what is left. */
const widths: Partial<Record<RowFieldMeta['type'], number>> = {
  money: 136,
  decimal: 116,
  int: 90,
  bool: 64,
  date: 140,
  datetime: 170,
  select: 140,
};

const DIGIT_PX = 8;

/** A column of figures is as wide as its longest one, sum included. */
function widthOf(column: RowFieldMeta, rows: readonly FormRow[]): number | undefined {
  const width = widths[column.type];
  if (width === undefined || !isNumeric(column)) return width;
  const longest = rows.reduce((most, { values }) => Math.max(most, String(values[column.name] ?? '').length), 0);
  // A mark for each three digits, and one digit more for the sum.
  return Math.max(width, Math.min(30, Math.ceil(longest * 1.3) + 1) * DIGIT_PX + 24);
}

function minWidth(columns: readonly RowFieldMeta[], extra: readonly TableColumn[], rows: readonly FormRow[]): number {
  const own = columns.reduce((sum, column) => sum + (widthOf(column, rows) ?? 200), 80);
  return extra.reduce((sum, column) => sum + (column.width ?? 120), own);
}
