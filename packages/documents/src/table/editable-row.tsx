import type { RowFieldMeta } from '@business-m/metadata';
import { IconButton } from '@business-m/ui';
import { memo, useId, useState } from 'react';
import { type Offer, offerOf } from '../api/offer.ts';
import { FieldControl } from '../field/field-control.tsx';
import { FieldText } from '../field/field-text.tsx';
import { formatField, headingOf, isNumeric } from '../format/format-field.ts';
import { blankValue } from '../state/field-value.ts';
import { fieldRules } from '../state/form-body.ts';
import type { FormAction, FormRow } from '../state/form-state.ts';
import { othersOf } from './paste.ts';
import type { TableColumn } from './table-options.ts';

export interface EditableRowProps {
  table: string;
  row: FormRow;
  index: number;
  columns: readonly RowFieldMeta[];
  extra: readonly TableColumn[];
  values: Readonly<Record<string, unknown>>;
  editable: boolean;
  /** Its cells are inputs; otherwise it shows its values, far from what is in sight. */
  live: boolean;
  oneOf?: readonly (readonly string[])[] | undefined;
  dispatch(action: FormAction): void;
}

export const endClass = (end: boolean) => (end ? 'is-end' : undefined);

const isDated = ({ type }: RowFieldMeta) => type === 'date' || type === 'datetime';

/** At phone width two figures share a line, unless one is long. */
function cellClass(column: RowFieldMeta, value: unknown): string {
  if (!isNumeric(column)) return isDated(column) ? 'is-cell is-whole' : 'is-cell';
  return String(value ?? '').length > 11 ? 'is-cell is-end is-long' : 'is-cell is-end';
}

/** Memoised: typing in one row draws that row alone. */
export const EditableRow = memo(function EditableRow(props: EditableRowProps) {
  const { table, row, index, columns, extra, values, editable, live, oneOf, dispatch } = props;
  const around = { ...values, ...row.values };
  let entered = -1;
  return (
    <tr data-key={row.key}>
      <td className="is-nr" data-label="Row">
        {index + 1}
      </td>
      {columns.map((column) => {
        const { visible, required } = fieldRules(column, around);
        const enterable = editable && !column.readOnly;
        if (enterable) entered += 1;
        if (!enterable) {
          return (
            <td
              key={column.name}
              className={isDated(column) ? 'is-whole' : endClass(isNumeric(column))}
              data-label={headingOf(column)}
              data-blank={visible && !blankValue(row.values[column.name]) ? undefined : true}
            >
              {visible && <FieldText field={column} value={row.values[column.name]} />}
            </td>
          );
        }
        const change = (value: unknown) =>
          dispatch({
            type: 'set-cell',
            table,
            key: row.key,
            field: column.name,
            value,
            clears: blankValue(value) ? undefined : othersOf(column.name, oneOf),
          });
        return (
          <td
            key={column.name}
            className={cellClass(column, row.values[column.name])}
            data-label={required ? `${headingOf(column)} *` : headingOf(column)}
            data-row={index}
            data-column={entered}
          >
            {live ? (
              <Cell
                column={column}
                label={`${column.label}, row ${index + 1}`}
                value={row.values[column.name]}
                offer={offerOf(column, around)}
                error={row.errors[column.name]}
                required={required}
                disabled={!visible}
                onChange={change}
                typing={row.typing?.[column.name]}
                onTyping={(text) => dispatch({ type: 'typing', field: column.name, text, row: { table, key: row.key } })}
              />
            ) : (
              <IdleCell column={column} value={visible ? row.values[column.name] : ''} error={row.errors[column.name]} />
            )}
          </td>
        );
      })}
      {extra.map((column) => (
        <td key={column.id} className={endClass(column.align === 'end')} data-label={column.header}>
          {column.render(row.values, values)}
        </td>
      ))}
      {editable && (
        <td className="is-delete" data-row={index} data-column="delete">
          {live && (
            <IconButton
              icon="x"
              size="small"
              label={`Delete row ${index + 1}`}
              onPress={() => dispatch({ type: 'remove-row', table, key: row.key })}
            />
          )}
        </td>
      )}
    </tr>
  );
});

/** The same words at the same height. */
function IdleCell({ column, value, error }: { column: RowFieldMeta; value: unknown; error: string | undefined }) {
  const text = formatField(column, value);
  return (
    <>
      <div className="desk-lines-idle" title={text}>
        {text}
      </div>
      {error && <div className="desk-lines-error">{error}</div>}
    </>
  );
}

interface CellProps {
  column: RowFieldMeta;
  label: string;
  value: unknown;
  error: string | undefined;
  required: boolean;
  disabled: boolean;
  offer: Offer | undefined;
  onChange(value: unknown): void;
  typing: string | undefined;
  onTyping(text: string | null): void;
}

function Cell({ column, label, value, error: told, required, disabled, ...rest }: CellProps) {
  const id = useId();
  const [unread, onUnread] = useState<string | null>(null);
  const error = unread ?? told;
  return (
    <>
      <FieldControl
        field={column}
        value={disabled ? '' : value}
        {...rest}
        onUnread={onUnread}
        disabled={disabled}
        bare
        aria-label={label}
        {...(error ? { 'aria-invalid': true, 'aria-describedby': id } : {})}
        {...(required ? { 'aria-required': true } : {})}
      />
      {error && (
        <div id={id} className="desk-lines-error">
          {error}
        </div>
      )}
    </>
  );
}
