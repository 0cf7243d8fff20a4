import { controlClass, type InputProps } from './input.ts';

export interface DateInputProps extends InputProps<string> {
  /** Earliest and latest day, YYYY-MM-DD. */
  min?: string;
  max?: string;
}

/** A day as YYYY-MM-DD, `''` when empty; shown in the reader's own order by the browser. */
export function DateInput({ value, onChange, size, bare, ...rest }: DateInputProps) {
  return (
    <input
      {...rest}
      type="date"
      className={controlClass({ size, bare }, 'is-date')}
      data-empty={value === '' || undefined}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
