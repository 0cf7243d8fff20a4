import { Icon } from '../icons/icon.tsx';
import { controlClass, type InputProps } from './input.ts';

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
}

export interface SelectInputProps extends InputProps<string> {
  options: readonly (SelectOption | string)[];
  /** Shown for the empty value, and chosen to clear. Without it an empty choice is not offered. */
  placeholder?: string;
}

/** One of a few fixed choices: the browser's own select, which every phone and screen reader knows. */
export function SelectInput({ value, onChange, options, placeholder, size, bare, readOnly, disabled, ...rest }: SelectInputProps) {
  const choices = options.map((option) => (typeof option === 'string' ? { value: option, label: option } : option));
  // Pasted: the browser would show the first choice in its place.
  const isUnknown = value !== '' && !choices.some((choice) => choice.value === value);
  return (
    <span className={controlClass({ size, bare }, 'is-select')}>
      <select
        {...rest}
        {...(isUnknown && { 'aria-invalid': true })}
        data-empty={value === '' || undefined}
        disabled={disabled || readOnly}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {isUnknown && <option>{value}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} disabled={choice.disabled}>
            {choice.label}
          </option>
        ))}
      </select>
      <Icon name="chevrons-up-down" size={14} />
    </span>
  );
}
