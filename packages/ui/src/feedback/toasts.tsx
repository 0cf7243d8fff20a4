import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';

export interface Toast {
  tone?: 'info' | 'success' | 'warning' | 'danger';
  title: string;
  detail?: string;
  action?: { label: string; onPress(): void };
}

export interface Toasts {
  /** Shows it and gives back its id. Faults stay until dismissed; the rest leaves after some seconds. */
  show(toast: Toast): string;
  dismiss(id: string): void;
}

const ToastContext = createContext<Toasts | null>(null);

export interface ToastRegionProps {
  children: ReactNode;
}

/** Wraps the app: gives `useToasts` its place, and draws and announces the toasts. */
export function ToastRegion({ children }: ToastRegionProps) {
  const [shown, setShown] = useState<(Toast & { id: string })[]>([]);
  const toasts = useMemo<Toasts>(
    () => ({
      show(toast) {
        const id = crypto.randomUUID();
        setShown((list) => [...list, { ...toast, id }]);
        return id;
      },
      dismiss: (id) => setShown((list) => list.filter((toast) => toast.id !== id)),
    }),
    [],
  );
  return (
    <ToastContext value={toasts}>
      {children}
      <div role="status">{shown.map((toast) => toast.title)}</div>
    </ToastContext>
  );
}

/** The desk's short messages. Must be called under `ToastRegion`. */
export function useToasts(): Toasts {
  const toasts = useContext(ToastContext);
  if (!toasts) throw new Error('useToasts needs a ToastRegion above it.');
  return toasts;
}
