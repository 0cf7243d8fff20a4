import type { DocTypeMeta, FieldError, RowFieldMeta } from '@business-m/metadata';
import { fieldRules } from './form-body.ts';
import { type FormState, isBlankRow } from './form-state.ts';

interface Missing extends FieldError {
  /** Where, for a person: `Lines 2: Account`. */
  place: string;
}

/** What a draft still needs before it can be submitted, by the fields' declaration. It can be saved all the same. */
export function missingForSubmit(meta: DocTypeMeta, state: FormState): Missing[] {
  const lacks = (field: RowFieldMeta, values: Readonly<Record<string, unknown>>) => {
    const { visible, required } = fieldRules(field, values);
    return visible && required && !field.readOnly && field.type !== 'bool' && (values[field.name] ?? '') === '';
  };
  const missing = (path: string, place: string, message: string): Missing => ({ field: path, code: 'required', message, place });
  return meta.fields.flatMap((field): Missing[] => {
    if (field.type !== 'table') {
      return lacks(field, state.values) ? [missing(field.name, field.label, `${field.label} is missing.`)] : [];
    }
    if (!fieldRules(field, state.values).visible) return [];
    const rows = (state.tables[field.name] ?? []).flatMap((row, index) => (isBlankRow(field, row) ? [] : [{ row, shown: index + 1 }]));
    const least = field.minRows ?? (field.required ? 1 : 0);
    const few = `${field.label}: at least ${least} ${least === 1 ? 'row' : 'rows'}`;
    return [
      ...(rows.length < least ? [missing(field.name, few, `${few}.`)] : []),
      // Errors count the rows that are sent, people those they see.
      ...rows.flatMap(({ row, shown }, index) => {
        const around = { ...state.values, ...row.values };
        return (field.fields ?? [])
          .filter((column) => lacks(column, around))
          .map((column) =>
            missing(`${field.name}.${index + 1}.${column.name}`, `${field.label} ${shown}: ${column.label}`, `${column.label} is missing.`),
          );
      }),
    ];
  });
}
