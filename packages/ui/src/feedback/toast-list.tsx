import { type RefObject, useEffect, useRef } from 'react';
import { Button } from '../actions/button.tsx';
import { IconButton } from '../actions/icon-button.tsx';
import { Icon } from '../icons/icon.tsx';

export interface Toast {
  /** Default `info`. */
  tone?: 'info' | 'success' | 'warning' | 'danger';
  title: string;
  detail?: string;
  action?: { label: string; onPress(): void };
}

const mark = { info: 'info', success: 'circle-check', warning: 'triangle-alert', danger: 'circle-alert' } as const;
/** Without the API (Safari before 17) the toasts are an ordinary fixed box. */
const popoverMode = typeof HTMLElement !== 'undefined' && 'showPopover' in HTMLElement.prototype ? 'manual' : undefined;
const STAYS_MS = 6_000;

/** Draws the toasts in the top layer, over an open dialog too, and announces them. */
export function ToastList({ shown, dismiss }: { shown: readonly (Toast & { id: string })[]; dismiss(id: string): void }) {
  const region = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each toast may come while a new dialog is open
  useEffect(() => {
    raise(region);
  }, [shown.length]);
  return (
    <section ref={region} popover={popoverMode} className="desk-toasts" aria-label="Notifications">
      <ol aria-live="polite" aria-relevant="additions">
        {shown.map((toast) => (
          <ToastCard key={toast.id} toast={toast} dismiss={dismiss} />
        ))}
      </ol>
    </section>
  );
}

/** Always open, as a live region must be; opened again above a dialog that came meanwhile. */
function raise({ current }: RefObject<HTMLElement | null>) {
  if (!current?.showPopover) return;
  const isOpen = current.matches(':popover-open');
  if (isOpen && !document.querySelector('dialog:modal')) return;
  if (isOpen) current.hidePopover();
  current.showPopover();
}

function ToastCard({ toast, dismiss }: { toast: Toast & { id: string }; dismiss(id: string): void }) {
  const { id, tone = 'info', title, detail, action } = toast;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stays = tone === 'danger' || action !== undefined;
  const wait = () => {
    clearTimeout(timer.current);
    if (!stays) timer.current = setTimeout(() => dismiss(id), STAYS_MS);
  };
  const hold = () => clearTimeout(timer.current);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the wait begins once, when the toast appears
  useEffect(() => {
    wait();
    return hold;
  }, []);
  return (
    <li
      className={`desk-toast is-${tone}`}
      role={tone === 'danger' ? 'alert' : undefined}
      onPointerEnter={hold}
      onPointerLeave={wait}
      onFocus={hold}
      onBlur={wait}
    >
      <Icon name={mark[tone]} />
      <div className="desk-toast-words">
        <div className="desk-toast-title">{title}</div>
        {detail && <div className="desk-toast-detail">{detail}</div>}
        {action && (
          <div className="desk-toast-action">
            <Button
              size="small"
              onPress={() => {
                dismiss(id);
                action.onPress();
              }}
            >
              {action.label}
            </Button>
          </div>
        )}
      </div>
      <IconButton icon="x" label="Dismiss" size="small" onPress={() => dismiss(id)} />
    </li>
  );
}
