import { Icon, type IconProps } from '../icons/icon.tsx';
import { controlClass, type InputProps } from './input.ts';

export interface TextInputProps extends InputProps<string> {
  /** A mark inside the start edge: `search`. */
  icon?: IconProps['name'];
  type?: 'text' | 'email' | 'password' | 'search' | 'url' | 'tel';
  placeholder?: string;
  autoComplete?: string;
  maxLength?: number;
}

/** Longer texts may be cut in their place: they are whole on hover. */
const CUT_FROM = 24;

/** One line of text. */
export function TextInput({ value, onChange, size, bare, icon, type = 'text', autoComplete = 'off', ...rest }: TextInputProps) {
  const input = (
    <input
      {...rest}
      {...(value.length > CUT_FROM && type !== 'password' && { title: value })}
      type={type}
      autoComplete={autoComplete}
      className={controlClass({ size, bare })}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
  if (!icon) return input;
  return (
    <span className="desk-affix">
      <Icon name={icon} size={15} />
      {input}
    </span>
  );
}

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
