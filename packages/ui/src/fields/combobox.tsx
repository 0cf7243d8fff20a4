import type { InputProps } from './input.ts';

export interface ComboboxOption {
  value: string;
  label: string;
  /** A second, quieter line of meaning: a code, a group. */
  hint?: string;
}

export interface ComboboxProps extends InputProps<string> {
  /** What to show for `value` when it is not among the options. */
  valueLabel?: string;
  options: readonly ComboboxOption[];
  /** Controlled search text. Without it the combobox keeps its own and filters the options by it. */
  query?: string;
  /** Told of every change of the search text; when given, filtering is the owner's and options show as they come. */
  onQuery?(query: string): void;
  loading?: boolean;
  placeholder?: string;
  /** Said when nothing matches. */
  emptyText?: string;
}

export function Combobox(_props: ComboboxProps) {
  return <input role="combobox" aria-expanded={false} aria-controls="" readOnly />;
}
