import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { Icon } from '../icons/icon.tsx';
import { usePopup } from '../popup/use-popup.ts';
import { ComboboxList, type ComboboxOption } from './combobox-list.tsx';
import { controlClass } from './control-class.ts';
import type { InputProps } from './input.ts';

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

/** More than this nobody scrolls: type on. */
const MAX_OPTIONS = 100;

/**
 * Picks one of many, by the ARIA combobox pattern: type to search, arrows, Enter or Tab to choose, Escape to leave it as it was.
 * Emptied and left, the value becomes `''`.
 */
export function Combobox(props: ComboboxProps) {
  const {
    value,
    onChange,
    onBlur,
    valueLabel,
    options,
    query,
    onQuery,
    loading = false,
    emptyText = 'No matches',
    size,
    bare,
    ...rest
  } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [chosen, setChosen] = useState<ComboboxOption | null>(null);
  const listId = useId();
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  usePopup(list, () => box.current, { align: 'start', matchWidth: true, maxHeight: 304 }, open);

  const search = typed ?? '';
  const matching = (onQuery ? options : options.filter((option) => matches(option, search))).slice(0, MAX_OPTIONS);
  const current =
    value === ''
      ? ''
      : (options.find((option) => option.value === value)?.label ?? (chosen?.value === value ? chosen.label : (valueLabel ?? value)));
  // While typing, the first match is at hand; just opened, the chosen one.
  const at =
    active >= 0 && active < matching.length
      ? active
      : search === ''
        ? matching.findIndex((option) => option.value === value)
        : matching.length > 0
          ? 0
          : -1;

  useLayoutEffect(() => {
    if (open && at >= 0) document.getElementById(`${listId}-${at}`)?.scrollIntoView?.({ block: 'nearest' });
  }, [open, at, listId]);

  const ask = (text: string) => {
    if (text !== (query ?? '')) onQuery?.(text);
  };
  const show = () => {
    if (props.disabled || props.readOnly || open) return;
    setActive(-1);
    setOpen(true);
  };
  const leave = () => {
    setOpen(false);
    setTyped(null);
    setActive(-1);
    ask('');
  };
  const choose = (option: ComboboxOption) => {
    setChosen(option);
    leave();
    if (option.value !== value) onChange(option.value);
  };
  /** What leaving the field means: emptied, chosen by typing, or nothing. */
  const settle = () => {
    const found = matching[at];
    if (typed !== null && typed.trim() === '') {
      leave();
      if (value !== '') onChange('');
    } else if (typed !== null && found && !loading) choose(found);
    else leave();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !event.altKey) {
      event.preventDefault();
      if (!open) return show();
      const count = matching.length;
      if (count > 0) setActive(at < 0 ? (step > 0 ? 0 : count - 1) : (at + step + count) % count);
    } else if (event.key === 'Enter' && open) {
      const found = matching[at];
      // An open list takes the Enter; a closed one leaves it to the form or the grid.
      event.preventDefault();
      if (found) choose(found);
      else if (search === '') settle();
    } else if (event.key === 'Escape' && (open || typed !== null)) {
      // Taken here, it does not close the dialog around.
      event.preventDefault();
      event.stopPropagation();
      leave();
    }
  };

  return (
    <div ref={box} className={controlClass({ size, bare }, 'desk-combobox')}>
      <input
        {...rest}
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        aria-activedescendant={open && at >= 0 ? `${listId}-${at}` : undefined}
        value={typed ?? current}
        onFocus={(event) => event.target.select()}
        onClick={show}
        onBlur={() => {
          settle();
          onBlur?.();
        }}
        onChange={(event) => {
          show();
          setActive(-1);
          setTyped(event.target.value);
          ask(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
      <Icon name="chevrons-up-down" size={14} />
      {open && (
        <ComboboxList
          ref={list}
          id={listId}
          options={matching}
          value={value}
          active={at}
          loading={loading}
          emptyText={emptyText}
          onActive={setActive}
          onChoose={choose}
        />
      )}
    </div>
  );
}

function matches({ label, value, hint }: ComboboxOption, search: string): boolean {
  const words = search.toLowerCase().split(/\s+/);
  const text = `${value} ${label} ${hint ?? ''}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
