import { createContext, type ReactNode, useContext, useMemo, useRef, useState } from 'react';
import { type Toast, ToastList } from './toast-list.tsx';

export interface Toasts {
  /** Shows it and gives back its id. Faults, and toasts with an action, stay until dismissed; the rest leaves after six seconds. */
  show(toast: Toast): string;
  dismiss(id: string): void;
}

const ToastContext = createContext<Toasts | null>(null);

const MAX_SHOWN = 4;

export interface ToastRegionProps {
  children: ReactNode;
}

/** Wraps the app: gives `useToasts` its place, and draws and announces the toasts. */
export function ToastRegion({ children }: ToastRegionProps) {
  const [shown, setShown] = useState<(Toast & { id: string })[]>([]);
  const count = useRef(0);
  const toasts = useMemo<Toasts>(
    () => ({
      show(toast) {
        count.current += 1;
        const id = `toast-${count.current}`;
        setShown((list) => [...list, { ...toast, id }].slice(-MAX_SHOWN));
        return id;
      },
      dismiss: (id) => setShown((list) => list.filter((toast) => toast.id !== id)),
    }),
    [],
  );
  return (
    <ToastContext value={toasts}>
      {children}
      <ToastList shown={shown} dismiss={toasts.dismiss} />
    </ToastContext>
  );
}

/** The desk's short messages. Must be called under `ToastRegion`. */
export function useToasts(): Toasts {
  const toasts = useContext(ToastContext);
  if (!toasts) throw new Error('useToasts needs a ToastRegion above it.');
  return toasts;
}
