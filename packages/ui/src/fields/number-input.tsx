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
export function NumberInput({ value, onChange, onBlur, size, bare, maxDecimals = 9, negative = true, ...rest }: NumberInputProps) {
  const allowed = new RegExp(`^${negative ? '-?' : ''}\\d*${maxDecimals > 0 ? `(\\.\\d{0,${maxDecimals}})?` : ''}$`);
  return (
    <input
      {...rest}
      type="text"
      inputMode="decimal"
      autoComplete="off"
      className={controlClass({ size, bare }, 'is-number')}
      value={value}
      onBeforeInput={(event) => {
        // Refused before it lands, the caret stays where it is.
        if (/[^\d\s.,-]/.test((event as unknown as InputEvent).data ?? '')) event.preventDefault();
      }}
      onChange={(event) => {
        const typed = plain(event.target.value);
        if (allowed.test(typed)) onChange(typed);
      }}
      onBlur={() => {
        const whole = finished(value);
        if (whole !== value) onChange(whole);
        onBlur?.();
      }}
    />
  );
}

/** `1,234.50` pasted loses its separators; a lone comma, as many keypads type it, is the decimal point. */
function plain(typed: string): string {
  const tight = typed.replace(/\s/g, '');
  return /^-?\d{1,3}(,\d{3})+(\.\d*)?$/.test(tight) ? tight.replaceAll(',', '') : tight.replace(',', '.');
}

/** What may stand while typing but is no decimal: `12.`, `.5`, `-`. */
function finished(value: string): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d*)\.?(\d*)$/.exec(value) ?? [];
  if (whole === '' && fraction === '') return /^-?\.?$/.test(value) ? '' : value;
  return `${sign}${whole || '0'}${fraction && `.${fraction}`}`;
}
