import { type ReactNode, useId } from 'react';
import type { InputProps } from './input.ts';

export interface CheckboxProps extends InputProps<boolean> {
  /** Words beside the box. Without them give `aria-label`, or an id that a label names. */
  children?: ReactNode;
}

/** A native checkbox in the desk's look. */
export function Checkbox(props: CheckboxProps) {
  return <Choice {...props} look="desk-checkbox" />;
}

/** A setting that takes effect at once; for a value saved with a form use `Checkbox`. */
export function Switch(props: CheckboxProps) {
  return <Choice {...props} look="desk-switch" role="switch" aria-checked={props.value} />;
}

interface ChoiceProps extends CheckboxProps {
  look: string;
  role?: 'switch';
  'aria-checked'?: boolean;
}

function Choice({ value, onChange, readOnly, disabled, size, bare, children, look, ...rest }: ChoiceProps) {
  const own = useId();
  const id = rest.id ?? own;
  // In a grid cell it has a cell's own margins.
  const className = bare ? 'desk-choice is-bare' : 'desk-choice';
  const box = (
    <input
      {...rest}
      id={id}
      type="checkbox"
      className={look}
      checked={value}
      disabled={disabled || readOnly}
      onChange={(event) => onChange(event.target.checked)}
    />
  );
  if (children === undefined) return <span className={className}>{box}</span>;
  return (
    <label className={className} htmlFor={id}>
      {box}
      <span>{children}</span>
    </label>
  );
}
