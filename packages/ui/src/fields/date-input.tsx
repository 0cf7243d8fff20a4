import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { IconButton } from '../actions/icon-button.tsx';
import { Icon } from '../icons/icon.tsx';
import { usePopups } from '../popups/load.ts';
import { datePattern, isDay, printDate } from '../typing/print-date.ts';
import { controlClass, type InputProps } from './input.ts';
import { useTextHistory } from './text-history.ts';

export interface DateInputProps extends InputProps<string> {
  /** Earliest and latest day, YYYY-MM-DD. */
  min?: string;
  max?: string;
  /** Today, YYYY-MM-DD: `t`, `+7` and days without a year count from it. */
  today: string;
  /** Whose order of day and month. Default: the browser's. */
  locale?: string;
  /** Text that stands here and is not meant yet, for whoever keeps it: a form that is offered again after a crash. */
  typing?: string | undefined;
  /** Told each time it changes, null when there is none any more. */
  onTyping?: ((text: string | null) => void) | undefined;
  /**
   * For a filter: only days between `min` and `max` are handed on, and what is wrong with others is told here, null when nothing is. Without it
   * text that is no day is handed on as it is, marked, and refused by name when saved.
   */
  onTrouble?(trouble: string | null): void;
  /** Told why text that stands here once the field is left is no day, null when it is one again. */
  onUnread?: ((trouble: string | null) => void) | undefined;
}

/**
 * A day as YYYY-MM-DD, `''` when empty. It takes what people type (`112926`, `31.12`, `t`, `+7`), and means it once Enter is pressed or it is
 * left; Escape gives back what was there. A calendar opens by its button and by Alt+Down.
 */
export function DateInput(props: DateInputProps) {
  const { value, onChange, onBlur, size, bare, min, max, today, locale, onTrouble, onUnread, typing, onTyping, ...rest } = props;
  const box = useRef<HTMLSpanElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const calendarId = useId();
  const [typed, setOwn] = useState<string | null>(typing ?? null);
  const [focused, setFocused] = useState(false);
  const [open, setOpen] = useState(false);
  const [due, setDue] = useState(false);
  const shown = typed ?? (isDay(value) ? printDate(value, locale) : value);
  const isText = value !== '' && !isDay(value);
  // What reads days comes with the popups: hardly anybody types one before they are there.
  const popups = usePopups(typed !== null || open || due || isText);
  const setTyped = (text: string | null) => {
    setOwn(text);
    if (text !== typed) onTyping?.(text);
  };
  const read = (text: string) => popups?.parseDate(text, { locale, today }) ?? { trouble: `“${text.trim()}” is not a date.` };
  const reading = typed === null || typed.trim() === '' ? null : read(typed);
  const day = reading && 'day' in reading ? reading.day : null;
  const trouble = typed === null ? (isText ? troubleOf(value) : null) : troubleOf(typed);

  function troubleOf(text: string): string | null {
    if (text.trim() === '') return null;
    const found = read(text);
    if ('trouble' in found) return found.trouble;
    if (min && isDay(min) && found.day < min) return `Not before ${printDate(min, locale)}.`;
    if (max && isDay(max) && found.day > max) return `Not after ${printDate(max, locale)}.`;
    return null;
  }

  const history = useTextHistory(value, (text) => {
    setTyped(text);
    return value;
  });

  function commit(): void {
    if (typed === null) return;
    if (!popups && onTrouble) {
      setDue(true);
      return;
    }
    const wrong = troubleOf(typed);
    onTrouble?.(wrong);
    // What cannot be taken stays in sight.
    if (wrong && onTrouble) return;
    setTyped(null);
    const next = day ?? typed.trim();
    history.record(typed, isDay(next) ? printDate(next, locale) : next, next);
    if (next !== value) onChange(next);
  }

  useEffect(() => {
    if (!popups) return;
    if (due) {
      setDue(false);
      commit();
    }
    // Pasted into a table, or saved before it could be read.
    const found = isText && typed === null && read(value);
    if (found && 'day' in found) onChange(found.day);
  });

  const isSaid = popups !== undefined && (!focused || trouble === null);
  useEffect(() => {
    if (isSaid) onUnread?.(trouble);
  }, [isSaid, trouble, onUnread]);

  function choose(next: string): void {
    setOpen(false);
    setTyped(null);
    onTrouble?.(null);
    history.record(shown, printDate(next, locale), next);
    if (next !== value) onChange(next);
    input.current?.focus();
  }

  // A value from outside replaces what was typed.
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    if (typed !== null && value !== typed.trim()) setOwn(null);
  }
  const [knownTyping, setKnownTyping] = useState(typing);
  if (knownTyping !== typing) {
    setKnownTyping(typing);
    if (typing !== undefined) setOwn(typing);
  }
  useLayoutEffect(() => {
    if (focused && typed === null && document.activeElement === input.current) input.current?.select();
  }, [focused, typed]);

  return (
    <span ref={box} className={controlClass({ size, bare }, 'is-date')}>
      <input
        {...rest}
        {...(trouble && !focused && { 'aria-invalid': true, title: trouble })}
        ref={input}
        type="text"
        autoComplete="off"
        spellCheck={false}
        placeholder={rest.readOnly || rest.disabled ? undefined : datePattern(locale)}
        aria-keyshortcuts="Alt+ArrowDown"
        value={shown}
        onFocus={() => setFocused(true)}
        onChange={(event) => {
          history.record(shown, event.target.value, value);
          setTyped(event.target.value);
        }}
        onKeyDown={(event) => {
          if (!rest.readOnly && history.onKeyDown(event, shown)) return;
          if (event.key === 'Enter' || (event.key === 's' && (event.ctrlKey || event.metaKey))) commit();
          if (event.key === 'Escape' && typed !== null) {
            event.stopPropagation();
            setTyped(null);
            onTrouble?.(null);
          }
          if (event.key === 'ArrowDown' && event.altKey && !rest.readOnly) {
            event.preventDefault();
            commit();
            setOpen(true);
          }
        }}
        onBlur={() => {
          setFocused(false);
          commit();
          onBlur?.();
        }}
      />
      {!rest.readOnly && (
        <button
          type="button"
          // The keyboard has Alt+Down: one stop less for each date.
          tabIndex={-1}
          aria-label="Calendar"
          aria-haspopup="dialog"
          aria-expanded={open}
          disabled={rest.disabled}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => setOpen(!open)}
        >
          <Icon name="calendar" size={14} />
        </button>
      )}
      {open && popups && (
        <popups.Calendar
          id={calendarId}
          anchor={box.current}
          IconButton={IconButton}
          {...{ day: value, today, min, max, locale }}
          onChoose={choose}
          onClose={() => {
            setOpen(false);
            input.current?.focus();
          }}
        />
      )}
      {focused && !open && day !== null && popups && (
        <popups.Tip anchor={box.current} role="status">
          {troubleOf(typed ?? '') ?? popups.dayInWords(day, locale)}
        </popups.Tip>
      )}
    </span>
  );
}
