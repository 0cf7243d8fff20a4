import type { ReactNode } from 'react';
import type { InputProps } from './input.ts';

export interface CheckboxProps extends Omit<InputProps<boolean>, 'bare'> {
  bare?: boolean;
  /** Words beside the box. Without them give `aria-label`, or an id that a label names. */
  children?: ReactNode;
}

/** A native checkbox in the desk's look. */
export function Checkbox({ value, onChange, readOnly, disabled, size, bare, children, ...rest }: CheckboxProps) {
  const box = (
    <input
      {...rest}
      type="checkbox"
      className="desk-checkbox"
      checked={value}
      disabled={disabled || readOnly}
      onChange={(event) => onChange(event.target.checked)}
    />
  );
  if (children === undefined) return <span className="desk-choice">{box}</span>;
  return (
    <label className="desk-choice">
      {box}
      <span>{children}</span>
    </label>
  );
}
