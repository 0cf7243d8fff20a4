import { controlClass } from './control-class.ts';
import type { InputProps } from './input.ts';

export interface TextInputProps extends InputProps<string> {
  type?: 'text' | 'email' | 'password' | 'search' | 'url' | 'tel';
  placeholder?: string;
  autoComplete?: string;
  maxLength?: number;
}

/** One line of text. */
export function TextInput({ value, onChange, size, bare, type = 'text', autoComplete = 'off', ...rest }: TextInputProps) {
  return (
    <input
      {...rest}
      type={type}
      autoComplete={autoComplete}
      className={controlClass({ size, bare })}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
