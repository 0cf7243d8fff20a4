import { controlClass } from './control-class.ts';
import type { InputProps } from './input.ts';

export interface NumberInputProps extends InputProps<string> {
  placeholder?: string;
  /** Digits allowed after the point; 0 for whole numbers. Default 9. */
  maxDecimals?: number;
  /** Whether a leading minus may be typed. Default true. */
  negative?: boolean;
}

/** A decimal as a string in and out, never a float; what was typed stays as typed (`12.50` is not turned into `12.5`). */
export function NumberInput({ value, onChange, size, bare, maxDecimals = 9, negative = true, ...rest }: NumberInputProps) {
  const pattern = new RegExp(`^${negative ? '-?' : ''}\\d*${maxDecimals > 0 ? `(\\.\\d{0,${maxDecimals}})?` : ''}$`);
  return (
    <input
      {...rest}
      type="text"
      inputMode="decimal"
      autoComplete="off"
      className={controlClass({ size, bare }, 'is-number')}
      value={value}
      onChange={(event) => {
        const typed = event.target.value.replace(/[\s,]/g, '');
        if (pattern.test(typed)) onChange(typed);
      }}
    />
  );
}
