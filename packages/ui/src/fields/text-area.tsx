import { controlClass, type InputProps } from './input.ts';

export interface TextAreaProps extends InputProps<string> {
  placeholder?: string;
  rows?: number;
  maxLength?: number;
}

/** Several lines; grows with what is typed where the browser can (`field-sizing`). */
export function TextArea({ value, onChange, size, bare, rows = 3, ...rest }: TextAreaProps) {
  return (
    <textarea
      {...rest}
      rows={rows}
      className={controlClass({ size, bare }, 'is-area')}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
