import { Combobox, ComboboxItem, ComboboxList, ComboboxPopover, useComboboxStore } from '@ariakit/react';
import { type ComponentProps, type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { lower } from '../typing/date-names.ts';
import { topLayer } from './top-layer.ts';

export interface ComboboxOption {
  value: string;
  label: string;
  /** A second, quieter word of meaning: a code, a group. */
  hint?: string;
}

export interface ComboboxInputProps {
  input: ComponentProps<'input'>;
  value: string;
  /** What stands for the value while nobody types. */
  label: string;
  typed: string | null;
  onTyped(text: string | null): void;
  options: readonly ComboboxOption[];
  /** The options are filtered by their owner. */
  filtered: boolean;
  loading: boolean;
  emptyText: string;
  mark: ReactNode;
  /** Shown while options load. */
  waiting: ReactNode;
  /** The plain input had the focus. */
  takesFocus: boolean;
  /** The user typed into the plain input, or opened its list. */
  opens: boolean;
  onChoose(option: ComboboxOption | null): void;
}

const MAX_OPTIONS = 100;

/** The input of a combobox and its list, by the ARIA pattern: the focus stays in the input, which points at the active option. */
export function ComboboxInput(props: ComboboxInputProps) {
  const { input, value, label, typed, onTyped, options, filtered, loading, emptyText, mark, waiting, takesFocus, opens, onChoose } = props;
  const search = typed ?? '';
  const matching = (filtered ? options : ranked(options, search)).slice(0, MAX_OPTIONS);
  const none = matching.length === 0;
  const locked = input.readOnly || input.disabled;
  const element = useRef<HTMLInputElement>(null);
  const store = useComboboxStore({ inputValue: typed ?? label, setInputValue: onTyped, includesBaseElement: false });

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it takes the other's place
  useLayoutEffect(() => {
    if (!takesFocus) return;
    element.current?.focus();
    if (typed !== null) element.current?.setSelectionRange(typed.length, typed.length);
    if (opens && !locked) store.show();
  }, []);

  const leave = () => {
    store.hide();
    onTyped(null);
  };
  const choose = (option: ComboboxOption) => {
    leave();
    onChoose(option);
  };
  /** The active option; while typing, the first match. */
  const atHand = () => {
    const { activeId, open } = store.getState();
    const active = open ? store.item(activeId)?.value : undefined;
    return matching.find((option) => option.value === active) ?? (search.trim() === '' ? undefined : matching[0]);
  };
  /** Enter or leaving came before what it is about: it waits for the answer to what is typed. */
  const due = useRef<string | null>(null);
  const settle = () => {
    const found = atHand();
    if (typed !== null && typed.trim() === '') {
      leave();
      onChoose(null);
    } else if (typed !== null && loading) due.current = typed;
    else if (typed !== null && found) choose(found);
    else leave();
  };
  useEffect(() => {
    if (due.current === null || loading) return;
    const isMeant = due.current === typed;
    due.current = null;
    const [found] = matching;
    if (isMeant && found) choose(found);
    else if (document.activeElement !== element.current) leave();
  });
  /** Before Ariakit handles the keys. */
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== element.current) return;
    const { open } = store.getState();
    if (event.key === 'Enter' && open) {
      // Prevented for Ariakit and a grid around.
      event.preventDefault();
      const found = atHand();
      if (loading && search !== '') due.current = typed;
      else if (found) choose(found);
      else if (search === '') settle();
    } else if (event.key === 'Escape' && (open || typed !== null)) {
      event.preventDefault();
      event.stopPropagation();
      leave();
    }
  };

  return (
    <span className="desk-through" onKeyDownCapture={onKeyDown}>
      <Combobox
        store={store}
        {...input}
        ref={element}
        autoSelect="always"
        getAutoSelectId={(items) => (search === '' ? (items.find((item) => item.value === value)?.id ?? null) : undefined)}
        setValueOnClick={false}
        showOnClick={!locked}
        showOnKeyPress={!locked}
        onBlur={(event) => {
          settle();
          input.onBlur?.(event);
        }}
      />
      <ComboboxPopover
        store={store}
        className="desk-popup"
        sameWidth
        unmountOnHide
        // The focus was in the input all the time: given back, it would be taken from the field that was pressed meanwhile.
        autoFocusOnHide={false}
        getAnchorRect={() => element.current?.closest('.desk-control')?.getBoundingClientRect() ?? null}
        // Presses here must not take the focus from the input.
        onMouseDown={(event) => event.preventDefault()}
        {...topLayer}
      >
        <ComboboxList store={store} aria-busy={loading || undefined} aria-label="Options">
          {matching.map((option) => (
            <ComboboxItem
              key={option.value}
              value={option.value}
              aria-selected={option.value === value}
              className="desk-option"
              focusOnHover
              setValueOnClick={false}
              selectValueOnClick={false}
              hideOnClick={false}
              onClick={() => choose(option)}
            >
              <span className="desk-option-label">{option.label}</span>
              {option.hint && <span className="desk-option-hint">{option.hint}</span>}
              {option.value === value && mark}
            </ComboboxItem>
          ))}
        </ComboboxList>
        {none && loading && waiting}
        <div role="status" className={none && !loading ? 'desk-option-none' : 'desk-hidden'}>
          {none && !loading ? emptyText : ''}
        </div>
      </ComboboxPopover>
    </span>
  );
}

/** The closest first: exactly what is searched, beginning with it, each word at the start of a word, anywhere. */
function ranked(options: readonly ComboboxOption[], search: string): ComboboxOption[] {
  const wanted = lower(search.trim());
  const words = wanted.split(/\s+/);
  const rank = ({ label, value, hint = '' }: ComboboxOption) => {
    const texts = [label, value, hint].map(lower);
    const every = (found: (text: string, word: string) => boolean) => words.every((word) => texts.some((text) => found(text, word)));
    if (texts.includes(wanted)) return 0;
    if (texts.some((text) => text.startsWith(wanted))) return 1;
    if (every((text, word) => ` ${text.replace(/[^\p{L}\p{N}]/gu, ' ')}`.includes(` ${word}`))) return 2;
    return every((text, word) => text.includes(word)) ? 3 : 4;
  };
  return [0, 1, 2, 3].flatMap((at) => options.filter((option) => rank(option) === at));
}
