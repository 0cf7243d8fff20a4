import { type MouseEvent, useEffect, useSyncExternalStore } from 'react';
import type { LinkProps, NavigateOptions } from '../host.ts';

const listeners = new Set<() => void>();
let guarded = false;

/** The page's own address, followed by `goTo` and by the browser's back and forward. */
export function useBrowserLocation(): { pathname: string; search: string } {
  useSyncExternalStore(subscribe, () => window.location.href);
  return { pathname: window.location.pathname, search: window.location.search };
}

export function goTo(to: string, { replace = false }: NavigateOptions = {}): void {
  if (guarded && !window.confirm('Leave without saving?')) return;
  window.history[replace ? 'replaceState' : 'pushState'](null, '', to);
  for (const listener of listeners) listener();
}

export function useLeaveGuard(dirty: boolean): void {
  useEffect(() => {
    guarded = dirty;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    if (dirty) window.addEventListener('beforeunload', ask);
    return () => {
      guarded = false;
      window.removeEventListener('beforeunload', ask);
    };
  }, [dirty]);
}

export function BrowserLink({ to, ...rest }: LinkProps) {
  const follow = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    goTo(to);
  };
  return <a {...rest} href={to} onClick={follow} />;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}
