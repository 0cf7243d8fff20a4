import { Popover, usePopoverStore } from '@ariakit/react';
import { type ComponentType, type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { addDays, addMonths, dayInWords } from '../typing/parse-date.ts';
import { topLayer } from './top-layer.ts';

export interface CalendarProps {
  id: string;
  anchor: HTMLElement | null;
  /** The day that is chosen, YYYY-MM-DD; `''` for none. */
  day: string;
  today: string;
  min?: string | undefined;
  max?: string | undefined;
  locale?: string | undefined;
  IconButton: ComponentType<{ icon: 'chevron-left' | 'chevron-right'; size: 'small'; label: string; onPress(): void }>;
  onChoose(day: string): void;
  onClose(): void;
}

const instant = (day: string) => Date.parse(day);

/** `addDays` names the day that comes after the 30th of February. */
const exists = (day: string) => !Number.isNaN(instant(day)) && addDays(day, 0) === day;

/** A month to pick a day from, open as long as it is drawn: by mouse, or by arrows, Home, End, Page Up, Page Down (with Shift: years) and Enter. */
export function Calendar({ id, anchor, day, today, min = '', max = '9999', locale, IconButton, onChoose, onClose }: CalendarProps) {
  const store = usePopoverStore({ open: true, setOpen: (open) => open || onClose(), placement: 'bottom-start' });
  useLayoutEffect(() => store.setAnchorElement(anchor), [store, anchor]);
  const [at, setAt] = useState(exists(day) ? day : today);
  const grid = useRef<HTMLTableElement>(null);
  const titleId = useId();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another day takes the focus
  useEffect(() => grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus(), [at]);

  const print = (style: Intl.DateTimeFormatOptions, of: string) =>
    new Intl.DateTimeFormat(locale, { ...style, calendar: 'gregory', timeZone: 'UTC' }).format(instant(of));
  const weekStart = firstDayOfWeek(locale);
  const columnOf = (of: string) => (new Date(instant(of)).getUTCDay() - weekStart + 7) % 7;
  const first = `${at.slice(0, 8)}01`;
  const start = addDays(first, -columnOf(first));
  const weeks = Array.from({ length: 6 }, (_, week) => Array.from({ length: 7 }, (_, index) => addDays(start, week * 7 + index)));

  const onKeyDown = (event: KeyboardEvent) => {
    const move = moveOf(event, at, columnOf(at));
    if (!move) return;
    event.preventDefault();
    setAt(move);
  };

  return (
    <Popover store={store} id={id} className="desk-popup desk-calendar" aria-labelledby={titleId} autoFocusOnShow={false} {...topLayer}>
      <div className="desk-calendar-head">
        <IconButton icon="chevron-left" size="small" label="Previous month" onPress={() => setAt(addMonths(at, -1))} />
        <div id={titleId} aria-live="polite" className="desk-calendar-title">
          {print({ month: 'long', year: 'numeric' }, at)}
        </div>
        <IconButton icon="chevron-right" size="small" label="Next month" onPress={() => setAt(addMonths(at, 1))} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table that one moves about in */}
      <table ref={grid} role="grid" aria-labelledby={titleId} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {weeks[0]?.map((each) => (
              <th key={each} scope="col" aria-label={print({ weekday: 'long' }, each)}>
                {print({ weekday: 'narrow' }, each)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((each) => (
                <td key={each}>
                  <button
                    type="button"
                    tabIndex={each === at ? 0 : -1}
                    aria-pressed={each === day}
                    disabled={each < min || each > max}
                    aria-current={each === today ? 'date' : undefined}
                    aria-label={dayInWords(each, locale)}
                    className={each.slice(0, 7) === at.slice(0, 7) ? undefined : 'is-other'}
                    onClick={() => onChoose(each)}
                  >
                    {print({ day: 'numeric' }, each)}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Popover>
  );
}

/** The day that a key leads to from `at`, in the column of its week; undefined for other keys. */
function moveOf({ key, shiftKey }: KeyboardEvent, at: string, column: number): string | undefined {
  const across = document.dir === 'rtl' ? -1 : 1;
  const months = shiftKey ? 12 : 1;
  switch (key) {
    case 'ArrowLeft':
      return addDays(at, -across);
    case 'ArrowRight':
      return addDays(at, across);
    case 'ArrowUp':
      return addDays(at, -7);
    case 'ArrowDown':
      return addDays(at, 7);
    case 'Home':
      return addDays(at, -column);
    case 'End':
      return addDays(at, 6 - column);
    case 'PageUp':
      return addMonths(at, -months);
    case 'PageDown':
      return addMonths(at, months);
    default:
      return undefined;
  }
}

/** 0 is Sunday; Monday where the browser does not know. */
function firstDayOfWeek(tag = new Intl.DateTimeFormat().resolvedOptions().locale): number {
  const locale = new Intl.Locale(tag) as Intl.Locale & { getWeekInfo?(): { firstDay: number }; weekInfo?: { firstDay: number } };
  return ((locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1) % 7;
}
