import { useId } from 'react';
import { type CheckboxProps, choiceClass } from './checkbox.tsx';

/** A setting that takes effect at once; for a value saved with a form use `Checkbox`. */
export function Switch({ value, onChange, readOnly, disabled, size, bare, children, ...rest }: CheckboxProps) {
  const own = useId();
  const id = rest.id ?? own;
  const control = (
    <input
      {...rest}
      id={id}
      type="checkbox"
      role="switch"
      className="desk-switch"
      checked={value}
      aria-checked={value}
      disabled={disabled || readOnly}
      onChange={(event) => onChange(event.target.checked)}
    />
  );
  if (children === undefined) return <span className={choiceClass(bare)}>{control}</span>;
  return (
    <label className={choiceClass(bare)} htmlFor={id}>
      {control}
      <span>{children}</span>
    </label>
  );
}
