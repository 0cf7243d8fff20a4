import { type ReactNode, useId } from 'react';
import type { InputProps } from './input.ts';

export interface CheckboxProps extends InputProps<boolean> {
  /** Words beside the box. Without them give `aria-label`, or an id that a label names. */
  children?: ReactNode;
}

/** A native checkbox in the desk's look. */
export function Checkbox({ value, onChange, readOnly, disabled, size, bare, children, ...rest }: CheckboxProps) {
  const own = useId();
  const id = rest.id ?? own;
  const box = (
    <input
      {...rest}
      id={id}
      type="checkbox"
      className="desk-checkbox"
      checked={value}
      disabled={disabled || readOnly}
      onChange={(event) => onChange(event.target.checked)}
    />
  );
  if (children === undefined) return <span className={choiceClass(bare)}>{box}</span>;
  return (
    <label className={choiceClass(bare)} htmlFor={id}>
      {box}
      <span>{children}</span>
    </label>
  );
}

/** The box and its words; in a grid cell with a cell's own margins. */
export function choiceClass(bare: boolean | undefined): string {
  return bare ? 'desk-choice is-bare' : 'desk-choice';
}
