import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { usePopups } from '../popups/load.ts';
import { controlClass, type InputProps } from './input.ts';
import { useTextHistory } from './text-history.ts';

export interface NumberInputProps extends InputProps<string> {
  placeholder?: string;
  /** Digits allowed after the point; 0 for whole numbers. Default 9. */
  maxDecimals?: number;
  /** Digits after the point that are always shown while nobody types. Default 0. */
  minDecimals?: number;
  /** Whether a number below zero is allowed. Default true. */
  negative?: boolean;
  /** Of an amount (ISO 4217): its sign or code may be typed with the figure, another one's is refused. */
  currency?: string | undefined;
  /** Whose marks numbers are written with. Default: the browser's. */
  locale?: string;
}

/** Longer figures may be cut in a narrow place: they are whole on hover. */
const CUT_FROM = 12;
const DECIMAL = /^-?\d+(\.\d+)?$/;

/**
 * A decimal as a string in and out, never a float. It reads as the locale writes it (`1,250.50`), and takes what any locale prints and sums such
 * as `12*3.5`. What is typed stays as typed until it is left; what is no number is handed on as text, marked, and refused by name when saved: no
 * character is ever left out.
 */
export function NumberInput(props: NumberInputProps) {
  const { value, onChange, onBlur, size, bare, maxDecimals = 9, minDecimals = 0, negative = true, currency, locale, ...rest } = props;
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const editing = typed !== null;
  const isText = value !== '' && !DECIMAL.test(value);
  // What reads numbers comes with the popups: hardly anybody types one before they are there.
  const popups = usePopups(editing || isText);
  const reading = editing ? popups?.readNumber(typed, { locale, maxDecimals, currency }) : null;
  // A value from outside replaces what was typed.
  const isOwn = editing && (reading?.decimal ?? typed.trim()) === value;
  const shown = isOwn ? typed : editing ? plain(value, locale) : written();
  const other = isText && currency !== undefined ? popups?.otherCurrency(value, currency, locale) : null;
  const trouble = other ? `Amounts are in ${currency}, not in ${other}` : troubleOf(value, maxDecimals, negative);
  const history = useTextHistory(value, show);
  const hint = !isOwn
    ? null
    : reading?.calculated
      ? `= ${format(reading.decimal)}`
      : isUnfinished(typed) || rest['aria-invalid']
        ? null
        : trouble;

  function format(decimal: string): string {
    const least = Math.min(100, Math.max(minDecimals, decimal.split('.')[1]?.length ?? 0));
    // Intl takes decimal strings as they are: no digit passes through a float.
    return formatIn(locale, least).format(decimal as `${number}`);
  }

  function meant(text: string): string {
    return popups?.readNumber(text, { locale, maxDecimals, currency })?.decimal ?? text.trim();
  }

  function show(text: string): string {
    setTyped(text);
    const next = meant(text);
    if (next !== value) onChange(next);
    return next;
  }

  function written(): string {
    return DECIMAL.test(value) ? format(value) : value;
  }

  // Typed before it could be read.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text is read once
  useEffect(() => {
    if (popups && isText && meant(value) !== value && !rest.readOnly) onChange(meant(value));
  }, [popups, value]);

  // Without its marks the text is another: it is selected again.
  useLayoutEffect(() => {
    if (editing && document.activeElement === input.current) input.current?.select();
  }, [editing]);

  return (
    <>
      <input
        {...rest}
        {...(shown.length > CUT_FROM && { title: shown })}
        {...(trouble && !(editing && isUnfinished(typed)) && { 'aria-invalid': true, title: trouble })}
        ref={input}
        type="text"
        inputMode={maxDecimals === 0 && !negative ? 'numeric' : 'decimal'}
        autoComplete="off"
        className={controlClass({ size, bare }, 'is-number')}
        value={shown}
        onFocus={() => setTyped(plain(value, locale))}
        onKeyDown={(event) => !rest.readOnly && history.onKeyDown(event, shown)}
        onChange={(event) => {
          const text = event.target.value;
          history.record(shown, text, meant(text));
          show(text);
        }}
        onBlur={() => {
          // What it is written as takes the place of what was typed.
          if (isOwn && typed !== plain(value, locale)) history.record(typed, plain(value, locale), value);
          setTyped(null);
          onBlur?.();
        }}
      />
      {hint !== null && popups && (
        <popups.Tip anchor={input.current} align="end" role="status">
          {hint}
        </popups.Tip>
      )}
    </>
  );
}

/** Why a value cannot be taken, for the person who typed it; null when it can. */
function troubleOf(value: string, maxDecimals: number, negative: boolean): string | null {
  if (value === '') return null;
  if (!DECIMAL.test(value)) return 'Not a number';
  if (!negative && value.startsWith('-')) return 'Not below zero';
  const digits = value.split('.')[1]?.length ?? 0;
  if (digits <= maxDecimals) return null;
  return maxDecimals === 0 ? 'Whole numbers only' : `At most ${maxDecimals} ${maxDecimals === 1 ? 'digit' : 'digits'} after the point`;
}

/** On the way to a number or a sum: `-`, `(`, `12*`. */
const isUnfinished = (typed: string) => /(^|[-+*/×÷(=])\s*[-−(=.,]?\s*$/.test(typed) || /\([^)]*$/.test(typed);

const known = new Map<string, Intl.NumberFormat>();

/** Kept: making one takes longer than drawing an input, and a table has hundreds. */
function formatIn(locale: string | undefined, digits: number): Intl.NumberFormat {
  const key = `${locale ?? ''} ${digits}`;
  const format = known.get(key) ?? new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  known.set(key, format);
  return format;
}

const decimalMark = (locale: string | undefined) =>
  formatIn(locale, 1)
    .formatToParts(0.5)
    .find(({ type }) => type === 'decimal')?.value ?? '.';

function plain(value: string, locale: string | undefined): string {
  return DECIMAL.test(value) ? value.replace('.', decimalMark(locale)) : value;
}
