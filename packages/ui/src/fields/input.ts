/** What ties a control to its label, help and error; `Field` hands it to the control it wraps. */
export interface ControlAria {
  id?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean;
  'aria-required'?: boolean;
  'aria-label'?: string;
  'aria-labelledby'?: string;
}

/** What every input of the desk takes. */
export interface InputProps<Value> extends ControlAria {
  value: Value;
  onChange(value: Value): void;
  onBlur?(): void;
  name?: string;
  disabled?: boolean;
  readOnly?: boolean;
  autoFocus?: boolean;
  size?: 'small' | 'medium';
  /** No border and no background of its own: fills a grid cell. */
  bare?: boolean;
}

/** Class of an input's box: `desk-control` plus its size and look. */
export function controlClass({ size = 'medium', bare }: Pick<InputProps<unknown>, 'size' | 'bare'>, extra?: string): string {
  return ['desk-control', size === 'small' && 'is-small', bare && 'is-bare', extra].filter(Boolean).join(' ');
}
