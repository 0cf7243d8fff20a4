import { useState } from 'react';
import { Icon } from '../icons/icon.tsx';
import type { ComboboxOption } from '../popups/combobox-input.tsx';
import { usePopups, wantPopups } from '../popups/load.ts';
import { Skeleton } from '../words/marks.tsx';
import { controlClass, type InputProps } from './input.ts';

export interface ComboboxProps extends InputProps<string> {
  /** What to show for `value` when it is not among the options. */
  valueLabel?: string;
  options: readonly ComboboxOption[];
  /** Controlled search text. Without `onQuery` the combobox filters the options itself. */
  query?: string;
  /** Told of every change of the search text, `''` when the list closes; filtering is then the owner's. */
  onQuery?(query: string): void;
  loading?: boolean;
  placeholder?: string;
  /** Said when nothing matches. */
  emptyText?: string;
}

const waiting = ['60%', '45%', '70%'].map((width) => (
  <div key={width} className="desk-option-wait">
    <Skeleton width={width} />
  </div>
));

/**
 * Picks one of many, by the ARIA combobox pattern: type to search, arrows, Enter or Tab to choose, Escape to leave it as it was.
 * Emptied and left, the value becomes `''`. What searches and lists comes with the popups; until then this is a plain input, and what was
 * typed into it is taken over.
 */
export function Combobox(props: ComboboxProps) {
  const { value, onChange, valueLabel, options, query, onQuery, loading = false, emptyText = 'No matches', size, bare, ...rest } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const [chosen, setChosen] = useState<ComboboxOption | null>(null);
  const [focused, setFocused] = useState(false);
  const [pressed, setPressed] = useState(false);
  const popups = usePopups(false);
  const known = options.find((option) => option.value === value) ?? (chosen?.value === value ? chosen : undefined);
  const label = value === '' ? '' : (known?.label ?? valueLabel ?? value);

  const type = (text: string | null) => {
    setTyped(text);
    if ((text ?? '') !== (query ?? '')) onQuery?.(text ?? '');
  };
  const choose = (option: ComboboxOption | null) => {
    setChosen(option);
    if ((option?.value ?? '') !== value) onChange(option?.value ?? '');
  };
  const input = {
    ...rest,
    type: 'text',
    spellCheck: false,
    onFocus: (event: { target: HTMLInputElement }) => {
      // Not when the focus comes back from an option that it pointed at.
      if (!focused) event.target.select();
      setFocused(true);
    },
    onBlur: () => {
      setFocused(false);
      setPressed(false);
      rest.onBlur?.();
    },
  };
  return (
    <div className={controlClass({ size, bare }, 'desk-combobox')}>
      {popups ? (
        <popups.ComboboxInput
          input={input}
          value={value}
          label={label}
          typed={typed}
          onTyped={type}
          options={options}
          filtered={onQuery !== undefined}
          loading={loading}
          emptyText={emptyText}
          mark={<Icon name="check" size={14} />}
          waiting={waiting}
          takesFocus={focused}
          opens={pressed || typed !== null}
          onChoose={choose}
        />
      ) : (
        <input
          {...input}
          role="combobox"
          autoComplete="off"
          aria-autocomplete="list"
          aria-expanded={false}
          value={typed ?? label}
          onClick={() => setPressed(true)}
          onKeyDown={({ key }) => (key === 'ArrowDown' || key === 'ArrowUp') && setPressed(true)}
          onChange={(event) => {
            wantPopups();
            type(event.target.value);
          }}
        />
      )}
      <Icon name="chevrons-up-down" size={14} />
    </div>
  );
}
