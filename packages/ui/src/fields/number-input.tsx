import { useLayoutEffect, useRef, useState } from 'react';
import { usePopups } from '../popups/load.ts';
import { controlClass, type InputProps } from './input.ts';
import { numberMarks, parseNumber } from './parse-number.ts';

export interface NumberInputProps extends InputProps<string> {
  placeholder?: string;
  /** Digits allowed after the point; 0 for whole numbers. Default 9. */
  maxDecimals?: number;
  /** Digits after the point that are always shown while nobody types. Default 0. */
  minDecimals?: number;
  /** Whether a leading minus may be typed. Default true. */
  negative?: boolean;
  /** Whose marks numbers are written with. Default: the browser's. */
  locale?: string;
}

/** A decimal as a string in and out, never a float. Reads as the locale writes it (`1,250.50`); while it is typed, it stays as typed. */
export function NumberInput(props: NumberInputProps) {
  const { value, onChange, onBlur, size, bare, maxDecimals = 9, minDecimals = 0, negative = true, locale, ...rest } = props;
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  /** A digit too many was just refused. */
  const [tooFine, setTooFine] = useState(false);
  const popups = usePopups(tooFine);
  const editing = typed !== null;
  // A value from outside replaces what was typed.
  const shown = editing && (typed === value || decimalOf(typed, locale) === value) ? typed : editing ? plain(value, locale) : written();

  function written(): string {
    if (!/^-?\d+(\.\d+)?$/.test(value)) return value;
    const least = Math.min(100, Math.max(minDecimals, value.split('.')[1]?.length ?? 0));
    // Intl takes decimal strings as they are: no digit passes through a float.
    return new Intl.NumberFormat(locale, { minimumFractionDigits: least, maximumFractionDigits: least }).format(value as `${number}`);
  }

  // Without its marks the text is another: it is selected again.
  useLayoutEffect(() => {
    if (editing && document.activeElement === input.current) input.current?.select();
  }, [editing]);

  return (
    <>
      <input
        {...rest}
        ref={input}
        type="text"
        inputMode={maxDecimals === 0 && !negative ? 'numeric' : 'decimal'}
        autoComplete="off"
        className={controlClass({ size, bare }, 'is-number')}
        value={shown}
        onFocus={() => setTyped(plain(value, locale))}
        onBeforeInput={(event) => {
          if (/[^\d\s.,'’()−–-]/.test((event as unknown as InputEvent).data ?? '')) event.preventDefault();
        }}
        onChange={(event) => {
          const text = event.target.value;
          const decimal = decimalOf(text, locale);
          const fits = allowed(decimal, maxDecimals, negative);
          // The hint stays until something is deleted.
          if (!fits && allowed(decimal, Number.POSITIVE_INFINITY, negative)) setTooFine(true);
          else if (text.length <= shown.length) setTooFine(false);
          if (!fits) return;
          setTyped(text);
          if (decimal !== value) onChange(decimal);
        }}
        onBlur={() => {
          setTyped(null);
          setTooFine(false);
          const whole = finished(value);
          if (whole !== value) onChange(whole);
          onBlur?.();
        }}
      />
      {tooFine && popups && (
        <popups.Tip anchor={input.current} align="end" role="status">
          {maxDecimals === 0 ? 'Whole numbers only' : `At most ${maxDecimals} ${maxDecimals === 1 ? 'digit' : 'digits'} after the point`}
        </popups.Tip>
      )}
    </>
  );
}

function plain(value: string, locale: string | undefined): string {
  return /^-?\d*\.?\d*$/.test(value) ? value.replace('.', numberMarks(locale).decimal) : value;
}

/** What is typed as a decimal; on the way to one (`-`, `12.`) it stays as it is, with a point. */
function decimalOf(text: string, locale: string | undefined): string {
  const tight = text.trim();
  if (/^[-−–]?[.,]?$/.test(tight)) return tight.replace(/[−–]/, '-').replace(',', '.');
  if (/[.,]$/.test(tight)) return `${parseNumber(tight.slice(0, -1), locale)}.`;
  // `12.50` keeps its zeros, and so does `12.0` on the way to `12.05`.
  return parseNumber(tight, locale);
}

function allowed(decimal: string, maxDecimals: number, negative: boolean): boolean {
  const fraction = maxDecimals > 0 ? `(\\.\\d{0,${Number.isFinite(maxDecimals) ? maxDecimals : ''}})?` : '';
  return new RegExp(`^${negative ? '-?' : ''}\\d*${fraction}$`).test(decimal);
}

/** What may stand while typing but is no decimal: `12.`, `.`, `-`. */
function finished(value: string): string {
  return /^-?\.?$/.test(value) ? '' : value.replace(/\.$/, '');
}
