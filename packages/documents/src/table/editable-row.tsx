import type { RowFieldMeta } from '@business-m/metadata';
import { IconButton } from '@business-m/ui';
import { memo, useId } from 'react';
import { FieldControl } from '../field/field-control.tsx';
import { FieldText } from '../field/field-text.tsx';
import { isNumeric } from '../format/format-field.ts';
import { blankValue } from '../state/field-value.ts';
import { fieldRules } from '../state/form-body.ts';
import type { FormAction, FormRow } from '../state/form-state.ts';
import type { TableColumn } from './table-options.ts';

export interface EditableRowProps {
  table: string;
  row: FormRow;
  index: number;
  columns: readonly RowFieldMeta[];
  extra: readonly TableColumn[];
  values: Readonly<Record<string, unknown>>;
  editable: boolean;
  dispatch(action: FormAction): void;
}

export const endClass = (end: boolean) => (end ? 'is-end' : undefined);

/** Memoised: typing in one row draws that row alone. */
export const EditableRow = memo(function EditableRow(props: EditableRowProps) {
  const { table, row, index, columns, extra, values, editable, dispatch } = props;
  const around = { ...values, ...row.values };
  let entered = -1;
  return (
    <tr>
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
              className={endClass(isNumeric(column))}
              data-label={column.label}
              data-blank={visible && !blankValue(row.values[column.name]) ? undefined : true}
            >
              {visible && <FieldText field={column} value={row.values[column.name]} />}
            </td>
          );
        }
        const change = (value: unknown) => dispatch({ type: 'set-cell', table, key: row.key, field: column.name, value });
        return (
          <td
            key={column.name}
            className={isNumeric(column) ? 'is-cell is-end' : 'is-cell'}
            data-label={required ? `${column.label} *` : column.label}
            data-row={index}
            data-column={entered}
          >
            <Cell
              column={column}
              label={`${column.label}, row ${index + 1}`}
              value={row.values[column.name]}
              error={row.errors[column.name]}
              required={required}
              disabled={!visible}
              onChange={change}
            />
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
          <IconButton
            icon="x"
            size="small"
            label={`Delete row ${index + 1}`}
            onPress={() => dispatch({ type: 'remove-row', table, key: row.key })}
          />
        </td>
      )}
    </tr>
  );
});

interface CellProps {
  column: RowFieldMeta;
  label: string;
  value: unknown;
  error: string | undefined;
  required: boolean;
  disabled: boolean;
  onChange(value: unknown): void;
}

function Cell({ column, label, value, error, required, disabled, onChange }: CellProps) {
  const id = useId();
  return (
    <>
      <FieldControl
        field={column}
        value={disabled ? '' : value}
        onChange={onChange}
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
